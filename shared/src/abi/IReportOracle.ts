// Generated from l1-contracts/oracle/IReportOracle.sol by `npm run generate`. Do not edit.
export const iReportOracleAbi = [
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "ReportOracle_BadSignatureLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "refTime",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "blockTime",
        "type": "uint256"
      }
    ],
    "name": "ReportOracle_FromTheFuture",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "member",
        "type": "address"
      }
    ],
    "name": "ReportOracle_InvalidMember",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minimum",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "ReportOracle_InvalidMembers",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "quorum",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "members",
        "type": "uint256"
      }
    ],
    "name": "ReportOracle_InvalidQuorum",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "genesisTime",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "frameSeconds",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "beaconGenesis",
        "type": "uint64"
      }
    ],
    "name": "ReportOracle_InvalidTiming",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ReportOracle_NotContract",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "signer",
        "type": "address"
      }
    ],
    "name": "ReportOracle_NotMember",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minimum",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maximum",
        "type": "uint256"
      }
    ],
    "name": "ReportOracle_OutOfBounds",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "signatures",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "quorum",
        "type": "uint256"
      }
    ],
    "name": "ReportOracle_QuorumNotMet",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "previous",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "next",
        "type": "address"
      }
    ],
    "name": "ReportOracle_SignersNotAscending",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "expected",
        "type": "uint64"
      }
    ],
    "name": "ReportOracle_WrongFrame",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "refSlot",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "expected",
        "type": "uint64"
      }
    ],
    "name": "ReportOracle_WrongRefSlot",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "refTime",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "expected",
        "type": "uint64"
      }
    ],
    "name": "ReportOracle_WrongRefTime",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "reportHash",
        "type": "bytes32"
      }
    ],
    "name": "FallAccepted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "limitBps",
        "type": "uint256"
      }
    ],
    "name": "FallAllowanceSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "fromFrame",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "address[]",
        "name": "members",
        "type": "address[]"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "quorum",
        "type": "uint256"
      }
    ],
    "name": "MembershipScheduled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "reportHash",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "submitter",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "signatures",
        "type": "uint256"
      }
    ],
    "name": "ReportSubmitted",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "CORE",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "reportHash",
        "type": "bytes32"
      }
    ],
    "name": "acceptFall",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "frame",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "refSlot",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "refTime",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "consensusBalanceGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "withdrawnTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "elRewardsTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "depositsProcessedTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "validatorCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "exitedCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "slashedCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "provisionsGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64[6]",
            "name": "coveredGwei",
            "type": "uint64[6]"
          },
          {
            "internalType": "uint64",
            "name": "operatorFeeBps",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "performanceRoot",
            "type": "bytes32"
          },
          {
            "components": [
              {
                "internalType": "uint16",
                "name": "laneId",
                "type": "uint16"
              },
              {
                "internalType": "bytes32",
                "name": "rewardsRoot",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "rewardsTotal",
                "type": "uint96"
              }
            ],
            "internalType": "struct LaneRewards[]",
            "name": "lanes",
            "type": "tuple[]"
          },
          {
            "internalType": "uint64",
            "name": "finalizeUpTo",
            "type": "uint64"
          }
        ],
        "internalType": "struct Report",
        "name": "report",
        "type": "tuple"
      }
    ],
    "name": "digest",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "fallAllowance",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "usedPpb",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limitPpb",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "isMember",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "lastFrame",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      }
    ],
    "name": "membership",
    "outputs": [
      {
        "internalType": "address[]",
        "name": "members",
        "type": "address[]"
      },
      {
        "internalType": "uint256",
        "name": "quorum",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "frame",
        "type": "uint64"
      }
    ],
    "name": "reportHashOf",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address[]",
        "name": "members",
        "type": "address[]"
      },
      {
        "internalType": "uint256",
        "name": "quorum",
        "type": "uint256"
      }
    ],
    "name": "scheduleMembership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "limitBps",
        "type": "uint256"
      }
    ],
    "name": "setFallAllowance",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "frame",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "refSlot",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "refTime",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "consensusBalanceGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "withdrawnTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "elRewardsTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "depositsProcessedTotalGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "validatorCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "exitedCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "slashedCount",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "provisionsGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64[6]",
            "name": "coveredGwei",
            "type": "uint64[6]"
          },
          {
            "internalType": "uint64",
            "name": "operatorFeeBps",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "performanceRoot",
            "type": "bytes32"
          },
          {
            "components": [
              {
                "internalType": "uint16",
                "name": "laneId",
                "type": "uint16"
              },
              {
                "internalType": "bytes32",
                "name": "rewardsRoot",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "rewardsTotal",
                "type": "uint96"
              }
            ],
            "internalType": "struct LaneRewards[]",
            "name": "lanes",
            "type": "tuple[]"
          },
          {
            "internalType": "uint64",
            "name": "finalizeUpTo",
            "type": "uint64"
          }
        ],
        "internalType": "struct Report",
        "name": "report",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "signatures",
        "type": "bytes"
      }
    ],
    "name": "submitReport",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "timing",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "genesisTime",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "frameSeconds",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "beaconGenesis",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
