// SPDX-License-Identifier: MIT
// Generated from shared/params.json by `npm run generate`. Do not edit.
pragma solidity 0.8.37;

/// @title Fixed values of the protocol and hard bounds of what governance or a deployment may choose
/// @notice A name without suffix is a value, the same in every profile; for a governed parameter it is the initial
/// value. NAME_MIN and NAME_MAX are bounds that the contract holding the parameter enforces. Values that differ per
/// profile reach contracts at deployment and have only bounds here. All of them: docs/parameters.md.
library Params {
    // Rate and gains
    /// @notice bps/day; g: the rate may rise by at most this; L2s mint at the ceiling it implies
    uint256 internal constant GAIN_CAP_BPS = 2;
    /// @notice bps of g; part of g a report may release, so that an L2's ceiling always stays above the rate
    uint256 internal constant RELEASE_CAP_BPS = 9_000;
    /// @notice bps of P; D_min: undistributed gains that a release leaves behind
    uint256 internal constant GAINS_RESERVE_BPS = 2;
    /// @notice seconds; deposits and staking close while the rate is older; flash fee f0 must exceed g times this
    uint256 internal constant RATE_MAX_AGE_SECONDS = 172_800;
    /// @notice shares; minted to a dead address by the deployer's first deposit (T-1)
    uint256 internal constant BOOTSTRAP_SHARES = 1_000_000_000_000_000;

    // Fees
    /// @notice bps of rewards; all fees together never exceed this
    uint256 internal constant FEE_BPS_MAX = 1_000;
    /// @notice bps of rewards; protocol's part
    uint256 internal constant PROTOCOL_FEE_BPS = 500;
    /// @notice bps of rewards; every operator's part, in what members of the oracle report
    uint256 internal constant OPERATOR_BASE_FEE_BPS = 200;
    /// @notice bps of rewards; highest commission an operator may ask on top
    uint16 internal constant OPERATOR_COMMISSION_BPS_MAX = 300;

    // Frames and oracle
    /// @notice seconds; beacon chain slot
    uint256 internal constant SLOT_SECONDS = 12;
    /// @notice slots; beacon chain epoch
    uint256 internal constant SLOTS_PER_EPOCH = 32;
    /// @notice seconds; period one report covers, a multiple of the slot; devnet: 64 slots
    uint64 internal constant FRAME_SECONDS_MIN = 384;
    uint64 internal constant FRAME_SECONDS_MAX = 604_800;
    /// @notice epochs; a request is finalized only if older than the reference slot by at least this
    uint256 internal constant FINALIZATION_MARGIN_EPOCHS = 1;
    /// @notice members; oracle members at deployment
    uint256 internal constant ORACLE_MEMBERS = 5;
    uint256 internal constant ORACLE_MEMBERS_MIN = 3;
    uint256 internal constant ORACLE_MEMBERS_MAX = 32;
    /// @notice signatures; a report needs this many, more than half of the members
    uint256 internal constant ORACLE_QUORUM = 3;
    uint256 internal constant ORACLE_QUORUM_MIN = 2;
    uint256 internal constant ORACLE_QUORUM_MAX = 32;
    /// @notice frames; reward roots are of every frame that this divides; reports between repeat the last ones
    uint256 internal constant REWARD_FRAMES = 7;
    /// @notice bps of P; a larger fall within the window needs a second opinion
    uint256 internal constant FALL_ALLOWANCE_BPS = 360;
    uint256 internal constant FALL_ALLOWANCE_BPS_MIN = 50;
    uint256 internal constant FALL_ALLOWANCE_BPS_MAX = 1_000;
    /// @notice seconds; window of the fall allowance: 36 days, the length of a slashing
    uint256 internal constant FALL_WINDOW_SECONDS = 3_110_400;

    // Deposits and queue on L1
    /// @notice wei; deposits stop when r*S would exceed this; stored in units of 32 ether
    uint256 internal constant DEPOSIT_CAP_WEI_MIN = 0;
    uint256 internal constant DEPOSIT_CAP_WEI_MAX = 120_000_000_000_000_000_000_000_000;
    /// @notice wei; unit of the stored deposit cap
    uint256 internal constant DEPOSIT_CAP_UNIT_WEI = 32_000_000_000_000_000_000;
    /// @notice wei; smallest withdrawal or unstake request, and the unit queue amounts are stored in
    uint256 internal constant REQUEST_WEI_MIN = 1_000_000_000_000;
    /// @notice wei; largest single withdrawal or unstake request
    uint256 internal constant REQUEST_WEI_MAX = 1_000_000_000_000_000_000_000;
    /// @notice bps of P; R*: ether kept liquid for flash exits
    uint256 internal constant RESERVE_TARGET_BPS = 100;
    /// @notice wei; R* is at least this
    uint256 internal constant RESERVE_FLOOR_WEI_MIN = 0;
    uint256 internal constant RESERVE_FLOOR_WEI_MAX = 10_000_000_000_000_000_000_000;

    // Flash exit
    /// @notice bps; marginal fee per ether paid with a full reserve; above g * RATE_MAX_AGE (T-15)
    uint256 internal constant FLASH_FEE_F0_BPS = 10;
    /// @notice bps; marginal fee per ether paid at the kink
    uint256 internal constant FLASH_FEE_F1_BPS = 30;
    /// @notice bps; marginal fee per ether paid with an empty reserve
    uint256 internal constant FLASH_FEE_F2_BPS = 250;
    /// @notice bps of the reserve used; u*: use of the reserve at which the fee turns steep
    uint256 internal constant FLASH_KINK_BPS = 7_000;
    /// @notice seconds; flash exits close while the rate's reference time is longer ago: a day's frame, and six hours for its report to arrive (T-22)
    uint256 internal constant FLASH_RATE_MAX_AGE_SECONDS = 108_000;

    // Operators and validators
    /// @notice wei; first deposit of a key, before its credentials are proven (T-31)
    uint256 internal constant PREDEPOSIT_WEI = 1_000_000_000_000_000_000;
    /// @notice wei; bond locked for each predeposit, priced in shares when used: above the predeposit, so that a fall of the rate up to a tenth still leaves it covered
    uint256 internal constant PREDEPOSIT_LOCK_WEI = 1_100_000_000_000_000_000;
    /// @notice seconds; a predeposit that nobody could prove for this long is given up: longer than any deposit queue
    uint256 internal constant PREDEPOSIT_EXPIRY_SECONDS = 7_776_000;
    /// @notice wei; what a validator holds at least once it is topped up
    uint256 internal constant VALIDATOR_WEI_MIN = 32_000_000_000_000_000_000;
    /// @notice wei; what we fund a validator with at most: MAX_EFFECTIVE_BALANCE_ELECTRA
    uint256 internal constant VALIDATOR_WEI_MAX = 2_048_000_000_000_000_000_000;
    /// @notice keys; most keys of one commitment: one bit each in one slot
    uint256 internal constant KEYS_PER_SET_MAX = 256;
    /// @notice seconds; after the reveal of a key set nobody can use its keys for this long: time to show an earlier commitment (T-76)
    uint256 internal constant KEY_CHALLENGE_SECONDS_MIN = 60;
    uint256 internal constant KEY_CHALLENGE_SECONDS_MAX = 604_800;
    /// @notice wei; bond for the first 32 ether of an operator of class PROFESSIONAL
    uint256 internal constant BOND_PROFESSIONAL_FIRST_WEI = 2_400_000_000_000_000_000;
    /// @notice wei; bond for each further 32 ether of an operator of class PROFESSIONAL
    uint256 internal constant BOND_PROFESSIONAL_NEXT_WEI = 300_000_000_000_000_000;
    /// @notice wei; bond for the first 32 ether of an operator of class COMMUNITY
    uint256 internal constant BOND_COMMUNITY_FIRST_WEI = 2_400_000_000_000_000_000;
    /// @notice wei; bond for each further 32 ether of an operator of class COMMUNITY
    uint256 internal constant BOND_COMMUNITY_NEXT_WEI = 1_300_000_000_000_000_000;
    /// @notice wei; bond for the first 32 ether of an operator of class SSV
    uint256 internal constant BOND_SSV_FIRST_WEI = 1_600_000_000_000_000_000;
    /// @notice wei; bond for each further 32 ether of an operator of class SSV
    uint256 internal constant BOND_SSV_NEXT_WEI = 800_000_000_000_000_000;
    /// @notice wei; bond for the first 32 ether of an operator of class OBOL
    uint256 internal constant BOND_OBOL_FIRST_WEI = 1_600_000_000_000_000_000;
    /// @notice wei; bond for each further 32 ether of an operator of class OBOL
    uint256 internal constant BOND_OBOL_NEXT_WEI = 800_000_000_000_000_000;
    /// @notice wei; bond for the first 32 ether of an operator of class PERMISSIONED
    uint256 internal constant BOND_PERMISSIONED_FIRST_WEI = 2_400_000_000_000_000_000;
    /// @notice wei; bond for each further 32 ether of an operator of class PERMISSIONED
    uint256 internal constant BOND_PERMISSIONED_NEXT_WEI = 300_000_000_000_000_000;
    /// @notice gwei; bucket of operators' exit orders: most stake at once
    uint64 internal constant EXIT_LIMIT_CAPACITY_GWEI = 10_000_000_000_000;
    /// @notice gwei/second; bucket of operators' exit orders: refill, 10,000 ether a day
    uint56 internal constant EXIT_LIMIT_REFILL_GWEI = 115_740_740;
    /// @notice seconds; an exit that was submitted and that no proof shows may be submitted again after this
    uint256 internal constant EXIT_RETRY_SECONDS = 86_400;

    // Lanes: ledger on L1
    /// @notice bps of (H + base); cap of a lane's carry reserve X; the default is as good as none
    uint256 internal constant CARRY_CAP_BPS = 1_000_000_000;
    /// @notice wei; added to H, so that an empty lane can carry too
    uint256 internal constant CARRY_CAP_BASE_WEI = 2_000_000_000_000_000_000_000;
    /// @notice wei; most ether a lane may say it holds on its L2, and its pool keeps at a close: what a lane whose L2 lies can take from the others (T-64). Stored in whole ether on L1
    uint256 internal constant HELD_CAP_WEI = 2_000_000_000_000_000_000_000;
    uint256 internal constant HELD_CAP_WEI_MIN = 0;
    uint256 internal constant HELD_CAP_WEI_MAX = 100_000_000_000_000_000_000_000;
    /// @notice requests; L1 queue requests one batch may open; bounds the gas of a landing
    uint256 internal constant FORWARDED_REQUESTS_MAX = 64;

    // Lanes: pool on L2
    /// @notice bps; what ether in flight does not earn, at most; falls while unstakers wait
    uint256 internal constant STAKE_FEE_BPS = 6;
    uint256 internal constant STAKE_FEE_BPS_MIN = 0;
    uint256 internal constant STAKE_FEE_BPS_MAX = 6;
    /// @notice wei; ether a close leaves on L2 for netting and flash exits
    uint256 internal constant POOL_TARGET_WEI_MIN = 0;
    uint256 internal constant POOL_TARGET_WEI_MAX = 10_000_000_000_000_000_000_000;
    /// @notice gwei; bucket of new stake: most at once
    uint64 internal constant STAKE_LIMIT_CAPACITY_GWEI = 10_000_000_000_000;
    uint64 internal constant STAKE_LIMIT_CAPACITY_GWEI_MIN = 1_000_000_000;
    uint64 internal constant STAKE_LIMIT_CAPACITY_GWEI_MAX = 16_777_215_000_000_000;
    /// @notice gwei/second; bucket of new stake: refill, 10,000 ether a day
    uint56 internal constant STAKE_LIMIT_REFILL_GWEI = 115_740_740;
    uint56 internal constant STAKE_LIMIT_REFILL_GWEI_MIN = 0;
    uint56 internal constant STAKE_LIMIT_REFILL_GWEI_MAX = 16_777_215_000;
    /// @notice seconds; an unstake request waits this long for netting before it may be forwarded
    uint256 internal constant FORWARD_DELAY_SECONDS_MIN = 0;
    uint256 internal constant FORWARD_DELAY_SECONDS_MAX = 604_800;
    /// @notice seconds; no caller closes a batch sooner after the last one
    uint256 internal constant BATCH_MIN_AGE_SECONDS_MIN = 2;
    uint256 internal constant BATCH_MIN_AGE_SECONDS_MAX = 86_400;
    /// @notice seconds; anyone may close a batch this old
    uint256 internal constant BATCH_AGE_SECONDS_MIN = 10;
    uint256 internal constant BATCH_AGE_SECONDS_MAX = 604_800;
    /// @notice wei; anyone may close a batch that moves this much, however young
    uint256 internal constant BATCH_SIZE_WEI_MIN = 1_000_000_000_000_000_000;
    uint256 internal constant BATCH_SIZE_WEI_MAX = 10_000_000_000_000_000_000_000;

    // Lanes: actions
    /// @notice gas; budget of a batch, so that it always fits one 15M-gas transaction, all actions failing included
    uint32 internal constant ACTION_BATCH_GAS = 14_000_000;
    /// @notice actions; most actions of a batch; depth 10 of the outbox tree
    uint256 internal constant ACTIONS_MAX = 1_024;
    /// @notice bytes; longest action, header included
    uint256 internal constant ACTION_LENGTH_MAX = 256;
    /// @notice gas; counted per action beside what it declares: hashing, call, record and event of a failure
    uint32 internal constant ACTION_OVERHEAD_GAS = 5_500;
    /// @notice gas/byte; calldata floor of EIP-7623, counted per byte of the action and its length
    uint32 internal constant ACTION_GAS_PER_BYTE = 40;
    /// @notice gas; most gas one action may declare
    uint32 internal constant ACTION_GAS_MAX = 1_000_000;
    /// @notice gas; given to an executor of runs beside what the actions declare: proxy, reading, event
    uint32 internal constant ACTION_RUN_GAS = 40_000;
    /// @notice gas; declared by REGISTER_OPERATOR: opens three slots, 66,300
    uint32 internal constant REGISTER_OPERATOR_GAS = 100_000;
    /// @notice gas; declared by SET_REWARD_RECIPIENT: rewrites a cold slot, 5,000
    uint32 internal constant SET_REWARD_RECIPIENT_GAS = 6_500;
    /// @notice gas; declared by SET_MANAGER: rewrites a cold slot, 5,000
    uint32 internal constant SET_MANAGER_GAS = 6_500;
    /// @notice gas; declared by COMMIT_KEYS
    uint32 internal constant COMMIT_KEYS_GAS = 120_000;
    /// @notice gas; declared by REVEAL_KEYS
    uint32 internal constant REVEAL_KEYS_GAS = 80_000;
    /// @notice gas; declared by REQUEST_EXIT
    uint32 internal constant REQUEST_EXIT_GAS = 80_000;
    /// @notice gas; declared by CLAIM_BOND
    uint32 internal constant CLAIM_BOND_GAS = 200_000;
    /// @notice gas; declared by SET_DELEGATE: opens a slot, 22,100
    uint32 internal constant SET_DELEGATE_GAS = 45_000;
    /// @notice seconds; longest life of an express signature: what nobody has submitted by then, nobody can
    uint256 internal constant EXPRESS_SECONDS_MAX = 86_400;

    // Lanes: moves
    /// @notice gas; declared by MOVE_SHARES
    uint32 internal constant MOVE_SHARES_GAS = 200_000;
    /// @notice moves; most moves of one batch: less than half of its gas, so that operators' actions always find room (T-67)
    uint8 internal constant MOVES_PER_BATCH = 32;
    /// @notice shares; least that leaves an L2 by a move; more than the highest fee
    uint256 internal constant MOVE_SHARES_MIN = 10_000_000_000_000_000;
    /// @notice shares; taken from each move off an L2, for the treasury: what L1's execution costs at 10 gwei
    uint64 internal constant MOVE_FEE_SHARES = 1_000_000_000_000_000;
    uint64 internal constant MOVE_FEE_SHARES_MIN = 0;
    uint64 internal constant MOVE_FEE_SHARES_MAX = 5_000_000_000_000_000;
    /// @notice gas; gas limit of a SHARES message on L2: two new slots, a balance, and a fall that it may tell of
    uint64 internal constant SHARES_MESSAGE_GAS = 250_000;

    // Lanes: messages
    /// @notice gas; gas limit of a BATCH on L1: a landing with all its queue requests
    uint64 internal constant BATCH_MESSAGE_GAS = 4_000_000;
    uint64 internal constant BATCH_MESSAGE_GAS_MIN = 500_000;
    uint64 internal constant BATCH_MESSAGE_GAS_MAX = 10_000_000;
    /// @notice gas; gas limit of a STATE_UPDATE without settlements; the OP-stack burns it on L1: keep it tight
    uint64 internal constant STATE_UPDATE_MESSAGE_GAS = 1_000_000;
    uint64 internal constant STATE_UPDATE_MESSAGE_GAS_MIN = 300_000;
    uint64 internal constant STATE_UPDATE_MESSAGE_GAS_MAX = 5_000_000;
    /// @notice gas; added per settlement
    uint64 internal constant SETTLEMENT_GAS = 60_000;
    uint64 internal constant SETTLEMENT_GAS_MIN = 20_000;
    uint64 internal constant SETTLEMENT_GAS_MAX = 500_000;
    /// @notice settlements; most settlements of one STATE_UPDATE
    uint256 internal constant SETTLEMENTS_MAX = 16;

    // Lanes: fast messages
    /// @notice seconds; a freeze that came by the fast way ends after this at the latest: a report's time, when the canonical way tells
    uint32 internal constant FAST_FREEZE_SECONDS = 86_400;
    /// @notice seconds; no other fast freeze is heeded for this long after one ended, so that forged ones close a lane for a seventh of the time at most
    uint32 internal constant FAST_FREEZE_PAUSE_SECONDS = 518_400;
    /// @notice seconds; a noted batch that has not landed after this freezes the lane's fast way
    uint32 internal constant FAST_TWIN_SECONDS = 864_000;
    /// @notice gas; gas the receiving hub gets for a fast message
    uint64 internal constant FAST_MESSAGE_GAS = 150_000;
    /// @notice DVNs; a LayerZero gateway requires at least so many verifiers, none twice (T-65)
    uint256 internal constant FAST_VERIFIERS_MIN = 3;

    // Lanes: Arbitrum
    /// @notice wei; paid at most for a unit of L2 gas; while the L2 asks for more, tickets wait for somebody to redeem them
    uint64 internal constant TICKET_GAS_PRICE_MIN = 10_000_000;
    uint64 internal constant TICKET_GAS_PRICE_MAX = 100_000_000_000;
    /// @notice seconds; a message may be sent again after this: longer than a ticket lives that nobody kept alive
    uint32 internal constant TICKET_RESEND_SECONDS_MIN = 1_500;
    uint32 internal constant TICKET_RESEND_SECONDS_MAX = 2_592_000;

    // Keepers
    /// @notice bps of the base fee; a keeper's gas is paid up to the base fee with this margin, and the tip
    uint256 internal constant KEEPER_MARGIN_BPS = 1_000;
    /// @notice wei/gas; tip that is paid to a keeper beside the base fee and its margin (T-89)
    uint256 internal constant KEEPER_TIP_WEI = 1_000_000_000;
    /// @notice gas; paid for the first run of a batch's actions; below what a run of one costs
    uint256 internal constant KEEPER_BATCH_GAS = 40_000;
    /// @notice gas; paid for each action executed; below what the cheapest costs
    uint256 internal constant KEEPER_ACTION_GAS = 1_000;
    /// @notice gas; paid for a StateUpdate, once per lane and report, where the carrier is free
    uint256 internal constant KEEPER_PUSH_GAS = 80_000;
    /// @notice gas; paid for the submission of a report
    uint256 internal constant KEEPER_REPORT_GAS = 100_000;
    /// @notice gwei; what keepers are paid within a day at most
    uint64 internal constant KEEPER_DAILY_BUDGET_GWEI = 1_000_000_000;
    uint64 internal constant KEEPER_DAILY_BUDGET_GWEI_MIN = 0;
    uint64 internal constant KEEPER_DAILY_BUDGET_GWEI_MAX = 100_000_000_000;

    // Governance
    /// @notice seconds; delay of every privileged call on L1
    uint256 internal constant TIMELOCK_DELAY_L1_SECONDS_MIN = 60;
    uint256 internal constant TIMELOCK_DELAY_L1_SECONDS_MAX = 2_592_000;
    /// @notice seconds; delay of upgrades of what holds value on L2, so that leaving is possible first
    uint256 internal constant TIMELOCK_DELAY_L2_SECONDS_MIN = 60;
    uint256 internal constant TIMELOCK_DELAY_L2_SECONDS_MAX = 2_592_000;
}
