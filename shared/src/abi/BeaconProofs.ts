// Generated from l1-contracts/beacon/BeaconProofs.sol by `npm run generate`. Do not edit.
export const beaconProofsAbi = [
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "gloasSlot",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "endSlot",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "read",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_BadLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_BadRoute",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "gloasSlot",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "endSlot",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_ForksOutOfOrder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "index",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "listLength",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_IndexOutOfRange",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "BeaconProofs_NoValidators",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "previous",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "index",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_NotAscending",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "slot",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "endSlot",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_UnknownFork",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "BeaconProofs_UnknownTimestamp",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "computed",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "expected",
        "type": "bytes32"
      }
    ],
    "name": "BeaconProofs_WrongRoot",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Ssz_BadMultiproof",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Ssz_HashFailed",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "forks",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "gloasSlot",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "endSlot",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes",
        "name": "proof",
        "type": "bytes"
      }
    ],
    "name": "verify",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "slot",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "credentials",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "pubkeyRoot",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "index",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "effectiveBalanceGwei",
            "type": "uint64"
          },
          {
            "internalType": "bool",
            "name": "slashed",
            "type": "bool"
          },
          {
            "internalType": "uint64",
            "name": "exitEpoch",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "withdrawableEpoch",
            "type": "uint64"
          }
        ],
        "internalType": "struct IBeaconProofs.ProvenValidator[]",
        "name": "validators",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
