// Generated from l2-contracts/staking/IL2StakingPool.sol by `npm run generate`. Do not edit.
export const iL2StakingPoolAbi = [
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "Pool_AlreadyClaimed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "Pool_AlreadySettled",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Pool_BatchOpen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "expected",
        "type": "uint64"
      }
    ],
    "name": "Pool_BatchOutOfOrder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      }
    ],
    "name": "Pool_EtherTransferFailed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "Pool_Frozen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      }
    ],
    "name": "Pool_InvalidReceiver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "availableShares",
        "type": "uint256"
      }
    ],
    "name": "Pool_MoveExceedsAvailable",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "extension",
        "type": "address"
      }
    ],
    "name": "Pool_NoExtension",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "Pool_NotHub",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "Pool_NotRequestOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "Pool_NotSettled",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Pool_NothingToForward",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Pool_NothingToNet",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "name",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "min",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "max",
        "type": "uint256"
      }
    ],
    "name": "Pool_ParameterOutOfBounds",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "refTime",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maxAgeSeconds",
        "type": "uint256"
      }
    ],
    "name": "Pool_RateTooOld",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "etherValue",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maxEther",
        "type": "uint256"
      }
    ],
    "name": "Pool_RequestTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "etherValue",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minEther",
        "type": "uint256"
      }
    ],
    "name": "Pool_RequestTooSmall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minShares",
        "type": "uint256"
      }
    ],
    "name": "Pool_SharesBelowMinimum",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      }
    ],
    "name": "Pool_StoppedAfterFall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "Pool_UnknownBatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "Pool_UnknownRequest",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "received",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "announced",
        "type": "uint256"
      }
    ],
    "name": "Pool_ValueMismatch",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Pool_ZeroAddress",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "etherAmount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "rate",
        "type": "uint256"
      }
    ],
    "name": "Pool_ZeroShares",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "rateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "minted",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "burned",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "forwarded",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherSent",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "heldAfter",
            "type": "uint256"
          }
        ],
        "indexed": false,
        "internalType": "struct BatchTotals",
        "name": "totals",
        "type": "tuple"
      }
    ],
    "name": "BatchClosed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "etherReceived",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "payRate",
        "type": "uint256"
      }
    ],
    "name": "BatchSettled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "sender",
        "type": "address"
      }
    ],
    "name": "CrosschainBurn",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "sender",
        "type": "address"
      }
    ],
    "name": "CrosschainMint",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "until",
        "type": "uint256"
      }
    ],
    "name": "Frozen",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint16",
            "name": "stakeFeeBps",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "forwardDelaySeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "poolTargetGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "heldCapGwei",
            "type": "uint64"
          }
        ],
        "indexed": false,
        "internalType": "struct PoolParameters",
        "name": "parameters",
        "type": "tuple"
      }
    ],
    "name": "ParametersSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "distributor",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "fundedTotal",
        "type": "uint256"
      }
    ],
    "name": "RewardsMinted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "capacityGwei",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint56",
        "name": "refillGweiPerSecond",
        "type": "uint56"
      }
    ],
    "name": "StakeLimitSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "sender",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "etherAmount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "feeWei",
        "type": "uint256"
      }
    ],
    "name": "Staked",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "rate",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "refTime",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "appliedNonce",
        "type": "uint64"
      }
    ],
    "name": "StateLegRefused",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "rate",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "refTime",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "appliedNonce",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "fell",
        "type": "bool"
      }
    ],
    "name": "StateUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "etherPaid",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "surplusWei",
        "type": "uint256"
      }
    ],
    "name": "UnstakeClaimed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "sender",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "rate",
        "type": "uint256"
      }
    ],
    "name": "UnstakeRequested",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "rangeIndex",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "toId",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "UnstakesForwarded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "rangeIndex",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "toId",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "etherReserved",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "payRate",
        "type": "uint256"
      }
    ],
    "name": "UnstakesNetted",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "EXTENSION",
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
        "components": [
          {
            "internalType": "uint64",
            "name": "refTime",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "rateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "rate",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "appliedNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "lockedShares",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "releasedTotal",
            "type": "uint256"
          }
        ],
        "internalType": "struct RateUpdate",
        "name": "update",
        "type": "tuple"
      }
    ],
    "name": "applyRate",
    "outputs": [
      {
        "internalType": "bool",
        "name": "applied",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "available",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "book",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "totalShares",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "poolEther",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "claimable",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingShares",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingValue",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "movedOutTotal",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "rewardsFundedTotal",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "ackedNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "ackedLocked",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "unacknowledged",
            "type": "uint256"
          }
        ],
        "internalType": "struct LaneBook",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "ceilingRate",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "claimUnstake",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "etherPaid",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      }
    ],
    "name": "claimUnstakeTo",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "etherPaid",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "batchNonce",
        "type": "uint64"
      }
    ],
    "name": "closeBatch",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "rateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "minted",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "burned",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "forwarded",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherSent",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "heldAfter",
            "type": "uint256"
          }
        ],
        "internalType": "struct BatchTotals",
        "name": "totals",
        "type": "tuple"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "_from",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "_amount",
        "type": "uint256"
      }
    ],
    "name": "crosschainBurn",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "_to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "_amount",
        "type": "uint256"
      }
    ],
    "name": "crosschainMint",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "forward",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      }
    ],
    "name": "freeze",
    "outputs": [
      {
        "internalType": "bool",
        "name": "heeded",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "freezeState",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "heedFrom",
            "type": "uint40"
          },
          {
            "internalType": "uint64",
            "name": "rateNonce",
            "type": "uint64"
          }
        ],
        "internalType": "struct FreezeState",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "hub",
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
    "inputs": [],
    "name": "net",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "etherReserved",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "rate_",
        "type": "uint256"
      }
    ],
    "name": "noteFall",
    "outputs": [
      {
        "internalType": "bool",
        "name": "fell",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "openBatch",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "rateNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "minted",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "burned",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "forwarded",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "etherSent",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "heldAfter",
            "type": "uint256"
          }
        ],
        "internalType": "struct BatchTotals",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "parameters",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint16",
            "name": "stakeFeeBps",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "forwardDelaySeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "poolTargetGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "heldCapGwei",
            "type": "uint64"
          }
        ],
        "internalType": "struct PoolParameters",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "etherAmount",
        "type": "uint256"
      }
    ],
    "name": "previewStake",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "feeWei",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "breakEvenDays",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "rate",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "rate_",
        "type": "uint256"
      },
      {
        "internalType": "uint64",
        "name": "rateNonce",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "refTime",
        "type": "uint64"
      },
      {
        "internalType": "bool",
        "name": "stopped",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      }
    ],
    "name": "requestUnstake",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint16",
            "name": "stakeFeeBps",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "forwardDelaySeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "poolTargetGwei",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "heldCapGwei",
            "type": "uint64"
          }
        ],
        "internalType": "struct PoolParameters",
        "name": "parameters_",
        "type": "tuple"
      }
    ],
    "name": "setParameters",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "capacityGwei",
        "type": "uint64"
      },
      {
        "internalType": "uint56",
        "name": "refillGweiPerSecond",
        "type": "uint56"
      }
    ],
    "name": "setStakeLimit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "minShares",
        "type": "uint256"
      }
    ],
    "name": "stake",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "shares",
        "type": "uint256"
      }
    ],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "stakeLimit",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "availableWei",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "capacityWei",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes4",
        "name": "interfaceId",
        "type": "bytes4"
      }
    ],
    "name": "supportsInterface",
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
    "name": "unstakeQueue",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "lastRequestId",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "servedRequestId",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "requestId",
        "type": "uint256"
      }
    ],
    "name": "unstakeRequest",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "owner",
            "type": "address"
          },
          {
            "internalType": "enum UnstakeStatus",
            "name": "status",
            "type": "uint8"
          },
          {
            "internalType": "uint256",
            "name": "shares",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "ownRate",
            "type": "uint256"
          },
          {
            "internalType": "uint64",
            "name": "requestedAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "batchNonce",
            "type": "uint64"
          },
          {
            "internalType": "uint256",
            "name": "etherPayable",
            "type": "uint256"
          }
        ],
        "internalType": "struct UnstakeRequest",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
