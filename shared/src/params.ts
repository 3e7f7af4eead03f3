// Generated from shared/params.json by `npm run generate`. Do not edit.

/** Every parameter of the protocol, in whole numbers of its unit. */
export type Params = Readonly<{
  /** bps/day; g: the rate may rise by at most this; L2s mint at the ceiling it implies */
  gainCapBps: bigint;
  /** bps of g; part of g a report may release, so that an L2's ceiling always stays above the rate */
  releaseCapBps: bigint;
  /** bps of P; D_min: undistributed gains that a release leaves behind */
  gainsReserveBps: bigint;
  /** seconds; deposits and staking close while the rate is older; flash fee f0 must exceed g times this */
  rateMaxAgeSeconds: bigint;
  /** shares; minted to a dead address by the deployer's first deposit (T-1) */
  bootstrapShares: bigint;
  /** bps of rewards; all fees together never exceed this */
  feeBpsMax: bigint;
  /** bps of rewards; protocol's part */
  protocolFeeBps: bigint;
  /** bps of rewards; every operator's part, in what members of the oracle report */
  operatorBaseFeeBps: bigint;
  /** bps of rewards; highest commission an operator may ask on top */
  operatorCommissionBpsMax: bigint;
  /** seconds; beacon chain slot */
  slotSeconds: bigint;
  /** slots; beacon chain epoch */
  slotsPerEpoch: bigint;
  /** seconds; period one report covers, a multiple of the slot; devnet: 64 slots */
  frameSeconds: bigint;
  /** epochs; a request is finalized only if older than the reference slot by at least this */
  finalizationMarginEpochs: bigint;
  /** members; oracle members at deployment */
  oracleMembers: bigint;
  /** signatures; a report needs this many, more than half of the members */
  oracleQuorum: bigint;
  /** frames; reward roots are of every frame that this divides; reports between repeat the last ones */
  rewardFrames: bigint;
  /** bps of P; a larger fall within the window needs a second opinion */
  fallAllowanceBps: bigint;
  /** seconds; window of the fall allowance: 36 days, the length of a slashing */
  fallWindowSeconds: bigint;
  /** wei; deposits stop when r*S would exceed this; stored in units of 32 ether */
  depositCapWei: bigint;
  /** wei; unit of the stored deposit cap */
  depositCapUnitWei: bigint;
  /** wei; smallest withdrawal or unstake request, and the unit queue amounts are stored in */
  requestWeiMin: bigint;
  /** wei; largest single withdrawal or unstake request */
  requestWeiMax: bigint;
  /** bps of P; R*: ether kept liquid for flash exits */
  reserveTargetBps: bigint;
  /** wei; R* is at least this */
  reserveFloorWei: bigint;
  /** bps; marginal fee per ether paid with a full reserve; above g * RATE_MAX_AGE (T-15) */
  flashFeeF0Bps: bigint;
  /** bps; marginal fee per ether paid at the kink */
  flashFeeF1Bps: bigint;
  /** bps; marginal fee per ether paid with an empty reserve */
  flashFeeF2Bps: bigint;
  /** bps of the reserve used; u*: use of the reserve at which the fee turns steep */
  flashKinkBps: bigint;
  /** seconds; flash exits close while the rate's reference time is longer ago: a day's frame, and six hours for its report to arrive (T-22) */
  flashRateMaxAgeSeconds: bigint;
  /** wei; first deposit of a key, before its credentials are proven (T-31) */
  predepositWei: bigint;
  /** wei; bond locked for each predeposit, priced in shares when used: above the predeposit, so that a fall of the rate up to a tenth still leaves it covered */
  predepositLockWei: bigint;
  /** seconds; a predeposit that nobody could prove for this long is given up: longer than any deposit queue */
  predepositExpirySeconds: bigint;
  /** wei; what a validator holds at least once it is topped up */
  validatorWeiMin: bigint;
  /** wei; what we fund a validator with at most: MAX_EFFECTIVE_BALANCE_ELECTRA */
  validatorWeiMax: bigint;
  /** keys; most keys of one commitment: one bit each in one slot */
  keysPerSetMax: bigint;
  /** seconds; after the reveal of a key set nobody can use its keys for this long: time to show an earlier commitment (T-76) */
  keyChallengeSeconds: bigint;
  /** wei; bond for the first 32 ether of an operator of class PROFESSIONAL */
  bondProfessionalFirstWei: bigint;
  /** wei; bond for each further 32 ether of an operator of class PROFESSIONAL */
  bondProfessionalNextWei: bigint;
  /** wei; bond for the first 32 ether of an operator of class COMMUNITY */
  bondCommunityFirstWei: bigint;
  /** wei; bond for each further 32 ether of an operator of class COMMUNITY */
  bondCommunityNextWei: bigint;
  /** wei; bond for the first 32 ether of an operator of class SSV */
  bondSsvFirstWei: bigint;
  /** wei; bond for each further 32 ether of an operator of class SSV */
  bondSsvNextWei: bigint;
  /** wei; bond for the first 32 ether of an operator of class OBOL */
  bondObolFirstWei: bigint;
  /** wei; bond for each further 32 ether of an operator of class OBOL */
  bondObolNextWei: bigint;
  /** wei; bond for the first 32 ether of an operator of class PERMISSIONED */
  bondPermissionedFirstWei: bigint;
  /** wei; bond for each further 32 ether of an operator of class PERMISSIONED */
  bondPermissionedNextWei: bigint;
  /** gwei; bucket of operators' exit orders: most stake at once */
  exitLimitCapacityGwei: bigint;
  /** gwei/second; bucket of operators' exit orders: refill, 10,000 ether a day */
  exitLimitRefillGwei: bigint;
  /** seconds; an exit that was submitted and that no proof shows may be submitted again after this */
  exitRetrySeconds: bigint;
  /** bps of (H + base); cap of a lane's carry reserve X; the default is as good as none */
  carryCapBps: bigint;
  /** wei; added to H, so that an empty lane can carry too */
  carryCapBaseWei: bigint;
  /** wei; most ether a lane may say it holds on its L2, and its pool keeps at a close: what a lane whose L2 lies can take from the others (T-64). Stored in whole ether on L1 */
  heldCapWei: bigint;
  /** requests; L1 queue requests one batch may open; bounds the gas of a landing */
  forwardedRequestsMax: bigint;
  /** bps; what ether in flight does not earn, at most; falls while unstakers wait */
  stakeFeeBps: bigint;
  /** wei; ether a close leaves on L2 for netting and flash exits */
  poolTargetWei: bigint;
  /** gwei; bucket of new stake: most at once */
  stakeLimitCapacityGwei: bigint;
  /** gwei/second; bucket of new stake: refill, 10,000 ether a day */
  stakeLimitRefillGwei: bigint;
  /** seconds; an unstake request waits this long for netting before it may be forwarded */
  forwardDelaySeconds: bigint;
  /** seconds; no caller closes a batch sooner after the last one */
  batchMinAgeSeconds: bigint;
  /** seconds; anyone may close a batch this old */
  batchAgeSeconds: bigint;
  /** wei; anyone may close a batch that moves this much, however young */
  batchSizeWei: bigint;
  /** gas; budget of a batch, so that it always fits one 15M-gas transaction, all actions failing included */
  actionBatchGas: bigint;
  /** actions; most actions of a batch; depth 10 of the outbox tree */
  actionsMax: bigint;
  /** bytes; longest action, header included */
  actionLengthMax: bigint;
  /** gas; counted per action beside what it declares: hashing, call, record and event of a failure */
  actionOverheadGas: bigint;
  /** gas/byte; calldata floor of EIP-7623, counted per byte of the action and its length */
  actionGasPerByte: bigint;
  /** gas; most gas one action may declare */
  actionGasMax: bigint;
  /** gas; given to an executor of runs beside what the actions declare: proxy, reading, event */
  actionRunGas: bigint;
  /** gas; declared by REGISTER_OPERATOR: opens three slots, 66,300 */
  registerOperatorGas: bigint;
  /** gas; declared by SET_REWARD_RECIPIENT: rewrites a cold slot, 5,000 */
  setRewardRecipientGas: bigint;
  /** gas; declared by SET_MANAGER: rewrites a cold slot, 5,000 */
  setManagerGas: bigint;
  /** gas; declared by COMMIT_KEYS */
  commitKeysGas: bigint;
  /** gas; declared by REVEAL_KEYS */
  revealKeysGas: bigint;
  /** gas; declared by REQUEST_EXIT */
  requestExitGas: bigint;
  /** gas; declared by CLAIM_BOND */
  claimBondGas: bigint;
  /** gas; declared by SET_DELEGATE: opens a slot, 22,100 */
  setDelegateGas: bigint;
  /** seconds; longest life of an express signature: what nobody has submitted by then, nobody can */
  expressSecondsMax: bigint;
  /** gas; declared by MOVE_SHARES */
  moveSharesGas: bigint;
  /** moves; most moves of one batch: less than half of its gas, so that operators' actions always find room (T-67) */
  movesPerBatch: bigint;
  /** shares; least that leaves an L2 by a move; more than the highest fee */
  moveSharesMin: bigint;
  /** shares; taken from each move off an L2, for the treasury: what L1's execution costs at 10 gwei */
  moveFeeShares: bigint;
  /** gas; gas limit of a SHARES message on L2: two new slots, a balance, and a fall that it may tell of */
  sharesMessageGas: bigint;
  /** gas; gas limit of a BATCH on L1: a landing with all its queue requests */
  batchMessageGas: bigint;
  /** gas; gas limit of a STATE_UPDATE without settlements; the OP-stack burns it on L1: keep it tight */
  stateUpdateMessageGas: bigint;
  /** gas; added per settlement */
  settlementGas: bigint;
  /** settlements; most settlements of one STATE_UPDATE */
  settlementsMax: bigint;
  /** seconds; a freeze that came by the fast way ends after this at the latest: a report's time, when the canonical way tells */
  fastFreezeSeconds: bigint;
  /** seconds; no other fast freeze is heeded for this long after one ended, so that forged ones close a lane for a seventh of the time at most */
  fastFreezePauseSeconds: bigint;
  /** seconds; a noted batch that has not landed after this freezes the lane's fast way */
  fastTwinSeconds: bigint;
  /** gas; gas the receiving hub gets for a fast message */
  fastMessageGas: bigint;
  /** DVNs; a LayerZero gateway requires at least so many verifiers, none twice (T-65) */
  fastVerifiersMin: bigint;
  /** wei; paid at most for a unit of L2 gas; while the L2 asks for more, tickets wait for somebody to redeem them */
  ticketGasPrice: bigint;
  /** seconds; a message may be sent again after this: longer than a ticket lives that nobody kept alive */
  ticketResendSeconds: bigint;
  /** bps of the base fee; a keeper's gas is paid up to the base fee with this margin, and the tip */
  keeperMarginBps: bigint;
  /** wei/gas; tip that is paid to a keeper beside the base fee and its margin (T-89) */
  keeperTipWei: bigint;
  /** gas; paid for the first run of a batch's actions; below what a run of one costs */
  keeperBatchGas: bigint;
  /** gas; paid for each action executed; below what the cheapest costs */
  keeperActionGas: bigint;
  /** gas; paid for a StateUpdate, once per lane and report, where the carrier is free */
  keeperPushGas: bigint;
  /** gas; paid for the submission of a report */
  keeperReportGas: bigint;
  /** gwei; what keepers are paid within a day at most */
  keeperDailyBudgetGwei: bigint;
  /** seconds; delay of every privileged call on L1 */
  timelockDelayL1Seconds: bigint;
  /** seconds; delay of upgrades of what holds value on L2, so that leaving is possible first */
  timelockDelayL2Seconds: bigint;
}>;

export type Profile = "mainnet" | "devnet";

const mainnet: Params = {
  gainCapBps: 2n,
  releaseCapBps: 9_000n,
  gainsReserveBps: 2n,
  rateMaxAgeSeconds: 172_800n,
  bootstrapShares: 1_000_000_000_000_000n,
  feeBpsMax: 1_000n,
  protocolFeeBps: 500n,
  operatorBaseFeeBps: 200n,
  operatorCommissionBpsMax: 300n,
  slotSeconds: 12n,
  slotsPerEpoch: 32n,
  frameSeconds: 86_400n,
  finalizationMarginEpochs: 1n,
  oracleMembers: 5n,
  oracleQuorum: 3n,
  rewardFrames: 7n,
  fallAllowanceBps: 360n,
  fallWindowSeconds: 3_110_400n,
  depositCapWei: 100_000_000_000_000_000_000_000n,
  depositCapUnitWei: 32_000_000_000_000_000_000n,
  requestWeiMin: 1_000_000_000_000n,
  requestWeiMax: 1_000_000_000_000_000_000_000n,
  reserveTargetBps: 100n,
  reserveFloorWei: 100_000_000_000_000_000_000n,
  flashFeeF0Bps: 10n,
  flashFeeF1Bps: 30n,
  flashFeeF2Bps: 250n,
  flashKinkBps: 7_000n,
  flashRateMaxAgeSeconds: 108_000n,
  predepositWei: 1_000_000_000_000_000_000n,
  predepositLockWei: 1_100_000_000_000_000_000n,
  predepositExpirySeconds: 7_776_000n,
  validatorWeiMin: 32_000_000_000_000_000_000n,
  validatorWeiMax: 2_048_000_000_000_000_000_000n,
  keysPerSetMax: 256n,
  keyChallengeSeconds: 86_400n,
  bondProfessionalFirstWei: 2_400_000_000_000_000_000n,
  bondProfessionalNextWei: 300_000_000_000_000_000n,
  bondCommunityFirstWei: 2_400_000_000_000_000_000n,
  bondCommunityNextWei: 1_300_000_000_000_000_000n,
  bondSsvFirstWei: 1_600_000_000_000_000_000n,
  bondSsvNextWei: 800_000_000_000_000_000n,
  bondObolFirstWei: 1_600_000_000_000_000_000n,
  bondObolNextWei: 800_000_000_000_000_000n,
  bondPermissionedFirstWei: 2_400_000_000_000_000_000n,
  bondPermissionedNextWei: 300_000_000_000_000_000n,
  exitLimitCapacityGwei: 10_000_000_000_000n,
  exitLimitRefillGwei: 115_740_740n,
  exitRetrySeconds: 86_400n,
  carryCapBps: 1_000_000_000n,
  carryCapBaseWei: 2_000_000_000_000_000_000_000n,
  heldCapWei: 2_000_000_000_000_000_000_000n,
  forwardedRequestsMax: 64n,
  stakeFeeBps: 6n,
  poolTargetWei: 200_000_000_000_000_000_000n,
  stakeLimitCapacityGwei: 10_000_000_000_000n,
  stakeLimitRefillGwei: 115_740_740n,
  forwardDelaySeconds: 172_800n,
  batchMinAgeSeconds: 600n,
  batchAgeSeconds: 28_800n,
  batchSizeWei: 500_000_000_000_000_000_000n,
  actionBatchGas: 14_000_000n,
  actionsMax: 1_024n,
  actionLengthMax: 256n,
  actionOverheadGas: 5_500n,
  actionGasPerByte: 40n,
  actionGasMax: 1_000_000n,
  actionRunGas: 40_000n,
  registerOperatorGas: 100_000n,
  setRewardRecipientGas: 6_500n,
  setManagerGas: 6_500n,
  commitKeysGas: 120_000n,
  revealKeysGas: 80_000n,
  requestExitGas: 80_000n,
  claimBondGas: 200_000n,
  setDelegateGas: 45_000n,
  expressSecondsMax: 86_400n,
  moveSharesGas: 200_000n,
  movesPerBatch: 32n,
  moveSharesMin: 10_000_000_000_000_000n,
  moveFeeShares: 1_000_000_000_000_000n,
  sharesMessageGas: 250_000n,
  batchMessageGas: 4_000_000n,
  stateUpdateMessageGas: 1_000_000n,
  settlementGas: 60_000n,
  settlementsMax: 16n,
  fastFreezeSeconds: 86_400n,
  fastFreezePauseSeconds: 518_400n,
  fastTwinSeconds: 864_000n,
  fastMessageGas: 150_000n,
  fastVerifiersMin: 3n,
  ticketGasPrice: 1_000_000_000n,
  ticketResendSeconds: 691_200n,
  keeperMarginBps: 1_000n,
  keeperTipWei: 1_000_000_000n,
  keeperBatchGas: 40_000n,
  keeperActionGas: 1_000n,
  keeperPushGas: 80_000n,
  keeperReportGas: 100_000n,
  keeperDailyBudgetGwei: 1_000_000_000n,
  timelockDelayL1Seconds: 172_800n,
  timelockDelayL2Seconds: 1_209_600n,
};

/** Values a deployment of the profile starts with. */
export const params: Readonly<Record<Profile, Params>> = {
  mainnet,
  devnet: {
    ...mainnet,
    frameSeconds: 768n,
    depositCapWei: 1_000_000_000_000_000_000_000_000n,
    reserveFloorWei: 1_000_000_000_000_000_000n,
    keyChallengeSeconds: 120n,
    poolTargetWei: 20_000_000_000_000_000_000n,
    forwardDelaySeconds: 2_304n,
    batchMinAgeSeconds: 10n,
    batchAgeSeconds: 20n,
    batchSizeWei: 32_000_000_000_000_000_000n,
    ticketResendSeconds: 1_500n,
    timelockDelayL1Seconds: 60n,
    timelockDelayL2Seconds: 60n,
  },
};

/** Hard bounds, enforced by the contract that holds the parameter; equal where it is fixed. */
export const paramBounds: Readonly<Record<keyof Params, Readonly<{ min: bigint; max: bigint }>>> = {
  gainCapBps: { min: 2n, max: 2n },
  releaseCapBps: { min: 9_000n, max: 9_000n },
  gainsReserveBps: { min: 2n, max: 2n },
  rateMaxAgeSeconds: { min: 172_800n, max: 172_800n },
  bootstrapShares: { min: 1_000_000_000_000_000n, max: 1_000_000_000_000_000n },
  feeBpsMax: { min: 1_000n, max: 1_000n },
  protocolFeeBps: { min: 500n, max: 500n },
  operatorBaseFeeBps: { min: 200n, max: 200n },
  operatorCommissionBpsMax: { min: 300n, max: 300n },
  slotSeconds: { min: 12n, max: 12n },
  slotsPerEpoch: { min: 32n, max: 32n },
  frameSeconds: { min: 384n, max: 604_800n },
  finalizationMarginEpochs: { min: 1n, max: 1n },
  oracleMembers: { min: 3n, max: 32n },
  oracleQuorum: { min: 2n, max: 32n },
  rewardFrames: { min: 7n, max: 7n },
  fallAllowanceBps: { min: 50n, max: 1_000n },
  fallWindowSeconds: { min: 3_110_400n, max: 3_110_400n },
  depositCapWei: { min: 0n, max: 120_000_000_000_000_000_000_000_000n },
  depositCapUnitWei: { min: 32_000_000_000_000_000_000n, max: 32_000_000_000_000_000_000n },
  requestWeiMin: { min: 1_000_000_000_000n, max: 1_000_000_000_000n },
  requestWeiMax: { min: 1_000_000_000_000_000_000_000n, max: 1_000_000_000_000_000_000_000n },
  reserveTargetBps: { min: 100n, max: 100n },
  reserveFloorWei: { min: 0n, max: 10_000_000_000_000_000_000_000n },
  flashFeeF0Bps: { min: 10n, max: 10n },
  flashFeeF1Bps: { min: 30n, max: 30n },
  flashFeeF2Bps: { min: 250n, max: 250n },
  flashKinkBps: { min: 7_000n, max: 7_000n },
  flashRateMaxAgeSeconds: { min: 108_000n, max: 108_000n },
  predepositWei: { min: 1_000_000_000_000_000_000n, max: 1_000_000_000_000_000_000n },
  predepositLockWei: { min: 1_100_000_000_000_000_000n, max: 1_100_000_000_000_000_000n },
  predepositExpirySeconds: { min: 7_776_000n, max: 7_776_000n },
  validatorWeiMin: { min: 32_000_000_000_000_000_000n, max: 32_000_000_000_000_000_000n },
  validatorWeiMax: { min: 2_048_000_000_000_000_000_000n, max: 2_048_000_000_000_000_000_000n },
  keysPerSetMax: { min: 256n, max: 256n },
  keyChallengeSeconds: { min: 60n, max: 604_800n },
  bondProfessionalFirstWei: { min: 2_400_000_000_000_000_000n, max: 2_400_000_000_000_000_000n },
  bondProfessionalNextWei: { min: 300_000_000_000_000_000n, max: 300_000_000_000_000_000n },
  bondCommunityFirstWei: { min: 2_400_000_000_000_000_000n, max: 2_400_000_000_000_000_000n },
  bondCommunityNextWei: { min: 1_300_000_000_000_000_000n, max: 1_300_000_000_000_000_000n },
  bondSsvFirstWei: { min: 1_600_000_000_000_000_000n, max: 1_600_000_000_000_000_000n },
  bondSsvNextWei: { min: 800_000_000_000_000_000n, max: 800_000_000_000_000_000n },
  bondObolFirstWei: { min: 1_600_000_000_000_000_000n, max: 1_600_000_000_000_000_000n },
  bondObolNextWei: { min: 800_000_000_000_000_000n, max: 800_000_000_000_000_000n },
  bondPermissionedFirstWei: { min: 2_400_000_000_000_000_000n, max: 2_400_000_000_000_000_000n },
  bondPermissionedNextWei: { min: 300_000_000_000_000_000n, max: 300_000_000_000_000_000n },
  exitLimitCapacityGwei: { min: 10_000_000_000_000n, max: 10_000_000_000_000n },
  exitLimitRefillGwei: { min: 115_740_740n, max: 115_740_740n },
  exitRetrySeconds: { min: 86_400n, max: 86_400n },
  carryCapBps: { min: 1_000_000_000n, max: 1_000_000_000n },
  carryCapBaseWei: { min: 2_000_000_000_000_000_000_000n, max: 2_000_000_000_000_000_000_000n },
  heldCapWei: { min: 0n, max: 100_000_000_000_000_000_000_000n },
  forwardedRequestsMax: { min: 64n, max: 64n },
  stakeFeeBps: { min: 0n, max: 6n },
  poolTargetWei: { min: 0n, max: 10_000_000_000_000_000_000_000n },
  stakeLimitCapacityGwei: { min: 1_000_000_000n, max: 16_777_215_000_000_000n },
  stakeLimitRefillGwei: { min: 0n, max: 16_777_215_000n },
  forwardDelaySeconds: { min: 0n, max: 604_800n },
  batchMinAgeSeconds: { min: 2n, max: 86_400n },
  batchAgeSeconds: { min: 10n, max: 604_800n },
  batchSizeWei: { min: 1_000_000_000_000_000_000n, max: 10_000_000_000_000_000_000_000n },
  actionBatchGas: { min: 14_000_000n, max: 14_000_000n },
  actionsMax: { min: 1_024n, max: 1_024n },
  actionLengthMax: { min: 256n, max: 256n },
  actionOverheadGas: { min: 5_500n, max: 5_500n },
  actionGasPerByte: { min: 40n, max: 40n },
  actionGasMax: { min: 1_000_000n, max: 1_000_000n },
  actionRunGas: { min: 40_000n, max: 40_000n },
  registerOperatorGas: { min: 100_000n, max: 100_000n },
  setRewardRecipientGas: { min: 6_500n, max: 6_500n },
  setManagerGas: { min: 6_500n, max: 6_500n },
  commitKeysGas: { min: 120_000n, max: 120_000n },
  revealKeysGas: { min: 80_000n, max: 80_000n },
  requestExitGas: { min: 80_000n, max: 80_000n },
  claimBondGas: { min: 200_000n, max: 200_000n },
  setDelegateGas: { min: 45_000n, max: 45_000n },
  expressSecondsMax: { min: 86_400n, max: 86_400n },
  moveSharesGas: { min: 200_000n, max: 200_000n },
  movesPerBatch: { min: 32n, max: 32n },
  moveSharesMin: { min: 10_000_000_000_000_000n, max: 10_000_000_000_000_000n },
  moveFeeShares: { min: 0n, max: 5_000_000_000_000_000n },
  sharesMessageGas: { min: 250_000n, max: 250_000n },
  batchMessageGas: { min: 500_000n, max: 10_000_000n },
  stateUpdateMessageGas: { min: 300_000n, max: 5_000_000n },
  settlementGas: { min: 20_000n, max: 500_000n },
  settlementsMax: { min: 16n, max: 16n },
  fastFreezeSeconds: { min: 86_400n, max: 86_400n },
  fastFreezePauseSeconds: { min: 518_400n, max: 518_400n },
  fastTwinSeconds: { min: 864_000n, max: 864_000n },
  fastMessageGas: { min: 150_000n, max: 150_000n },
  fastVerifiersMin: { min: 3n, max: 3n },
  ticketGasPrice: { min: 10_000_000n, max: 100_000_000_000n },
  ticketResendSeconds: { min: 1_500n, max: 2_592_000n },
  keeperMarginBps: { min: 1_000n, max: 1_000n },
  keeperTipWei: { min: 1_000_000_000n, max: 1_000_000_000n },
  keeperBatchGas: { min: 40_000n, max: 40_000n },
  keeperActionGas: { min: 1_000n, max: 1_000n },
  keeperPushGas: { min: 80_000n, max: 80_000n },
  keeperReportGas: { min: 100_000n, max: 100_000n },
  keeperDailyBudgetGwei: { min: 0n, max: 100_000_000_000n },
  timelockDelayL1Seconds: { min: 60n, max: 2_592_000n },
  timelockDelayL2Seconds: { min: 60n, max: 2_592_000n },
};
