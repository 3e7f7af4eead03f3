/** Who may call one function, and with which error everyone else is refused; no error: anyone may. */
export type Caller = Readonly<{ who: string; refusedWith?: string }>;
export type Callers = Readonly<Record<string, Caller>>;

const only = (who: string, refusedWith: string): Caller => ({ who, refusedWith });
const anyone = (about = ""): Caller => ({ who: about === "" ? "anyone" : `anyone: ${about}` });
const each = (names: readonly string[], caller: Caller): Callers =>
  Object.fromEntries(names.map((name) => [name, caller]));

const NOT_OWNER = "OwnableUnauthorizedAccount";
const timelock = only("the timelock", NOT_OWNER);
const governed = (names: readonly string[]): Callers => each(names, timelock);
/** What every proxy of ours has. */
const uups: Callers = {
  initialize: only("nobody: done in the transaction that creates the proxy", "InvalidInitialization"),
  upgradeToAndCall: timelock,
  transferOwnership: timelock,
  renounceOwnership: timelock,
  acceptOwnership: only("whom the timelock has offered it to", NOT_OWNER),
};
const token: Callers = {
  ...each(["transfer", "approve"], anyone("its own shares")),
  transferFrom: anyone("within an allowance"),
  permit: anyone("with the holder's signature"),
};
const toHub = only("the hub", "Gateway_NotHub");
const opStackGateway: Callers = {
  sendMessage: toHub,
  deliver: only("the rollup's messenger, for the peer", "Gateway_NotMessenger"),
};
const arbitrumGateway: Callers = {
  sendMessage: toHub,
  deliver: only("the rollup's bridge, for the peer", "Gateway_NotPeer"),
};
/** Its owner is nobody: what it pins stays. */
const layerZeroGateway: Callers = {
  sendMessage: toHub,
  lzReceive: only("LayerZero's endpoint, for the peer", "OnlyEndpoint"),
  ...each(["setPeer", "setDelegate", "transferOwnership", "renounceOwnership"], only("nobody: no owner", NOT_OWNER)),
};

/** Every function that changes state, by contract. */
export const CALLERS: Readonly<Record<string, Callers>> = {
  LiquidStakingCore: {
    ...token,
    ...each(["deposit", "depositWithReferral"], anyone("with its own ether")),
    ...each(["requestWithdrawal"], anyone("with its own shares")),
    ...each(["claim", "claimMany"], anyone("its own requests")),
    pushWithdrawals: anyone("ether goes to the requests' owners"),
    skim: anyone("ether that nobody counts becomes everybody's gain"),
    applyReport: only("the report oracle", "Core_NotReportOracle"),
    ...each(["landBatch", "fundLane", "claimRange"], only("the lane hub", "Core_NotLaneHub")),
    ...each(["lockShares", "releaseShares"], only("the move ledger", "Core_NotMoveLedger")),
    fundValidators: only("the validator ledger", "Core_NotValidatorLedger"),
    writeOffDeposit: only("the bonds", "Core_NotBonds"),
    acceptVaultEther: only("the withdrawal vault", "Core_NotWithdrawalVault"),
    ...governed(["setDepositsPaused", "setDepositCap", "setReserveFloor", "addLane", "setHeldCap"]),
    ...uups,
  },
  ReportOracle: {
    submitReport: anyone("with the quorum's signatures"),
    ...governed(["scheduleMembership", "acceptFall", "setFallAllowance"]),
    ...uups,
  },
  LaneHub: {
    receiveMessage: only("the gateways of its lanes, for their peers", "LaneHub_NotGateway"),
    executeActions: anyone("what has landed, with proof"),
    retryAction: anyone("what has failed, with proof"),
    executeExpress: only("the express desk", "LaneHub_NotExpressDesk"),
    pushStateUpdate: anyone("the latest report"),
    sendShares: only("the move ledger", "LaneHub_NotMoveLedger"),
    sendFastFreeze: anyone("a fall that L1 knows"),
    freezeForMissingTwin: anyone("once a noted batch is late"),
    receive: only("the core", "LaneHub_UnexpectedEther"),
    ...governed(["setLane", "setExecutor", "setExpressDesk", "setStateUpdateGas", "setFastGateway", "unfreezeFast"]),
    ...uups,
  },
  ExpressDesk: { execute: anyone("with the signature of the operator's owner, or its delegate's") },
  MoveLedger: {
    moveToLane: anyone("its own shares"),
    sendParked: anyone("goes to the move's recipient, or back to its sender"),
    executeAction: only("the lane hub", "MoveLedger_NotLaneHub"),
    ...governed(["setLaneToken"]),
    ...uups,
  },
  KeeperPurse: {
    executeActions: anyone("as at the lane hub, and is paid for it"),
    pushStateUpdate: anyone("as at the lane hub, and is paid for it"),
    submitReport: anyone("as at the report oracle, and is paid for it"),
    receive: anyone("whoever wants keepers to be paid"),
    ...governed(["withdraw", "setDailyBudget", "transferOwnership", "renounceOwnership"]),
    acceptOwnership: only("whom the timelock has offered it to", NOT_OWNER),
  },
  OperatorRegistry: {
    ...each(["executeAction", "executeRun"], only("the lane hub", "OperatorRegistry_NotLaneHub")),
    ...uups,
  },
  KeyRegistry: {
    executeAction: only("the lane hub", "KeyRegistry_NotLaneHub"),
    take: only("the validator ledger", "KeyRegistry_NotValidatorLedger"),
    voidDuplicate: anyone("with proof of the earlier commitment"),
    ...uups,
  },
  Bonds: {
    deposit: anyone("for any operator, with its own shares"),
    executeAction: only("the lane hub", "Bonds_NotLaneHub"),
    burn: only("the validator ledger", "Bonds_NotValidatorLedger"),
    ...uups,
  },
  ValidatorLedger: {
    predeposit: anyone("keys that operators have shown and their bonds cover"),
    topUp: anyone("proven validators that bonds cover"),
    prove: anyone("with proof by EIP-4788"),
    writeOffMissing: anyone("once a predeposit is given up"),
    submitExits: anyone("exits that were ordered; pays their fee"),
    executeAction: only("the lane hub", "ValidatorLedger_NotLaneHub"),
    receive: only("the core", "ValidatorLedger_NotCore"),
    ...governed(["setOperatorCap", "setBeaconProofs", "orderExits", "withdrawPartially", "consolidate"]),
    ...uups,
  },
  WithdrawalVault: {
    sendBooked: anyone("what a report has booked, to the core"),
    receive: anyone("the consensus layer asks nobody either"),
    ...each(
      ["requestWithdrawals", "requestConsolidation"],
      only("the validator ledger", "WithdrawalVault_NotValidatorLedger"),
    ),
    ...uups,
  },
  BeaconProofs: {},
  CoreLens: {},
  LaneLens: {},
  L1OpStackGateway: opStackGateway,
  L1ArbitrumGateway: { ...arbitrumGateway, resend: anyone("a message that was sent and has expired") },
  L1LayerZeroGateway: layerZeroGateway,
  L2StakingPool: {
    ...token,
    stake: anyone("with its own ether"),
    requestUnstake: anyone("with its own shares"),
    claimUnstake: anyone("ether goes to the request's owner"),
    claimUnstakeTo: anyone("its own requests"),
    ...each(["net", "forward"], anyone("whose turn it is, in order")),
    ...each(["closeBatch", "applyRate", "freeze"], only("the hub", "Pool_NotHub")),
    ...each(["noteFall", "crosschainMint", "crosschainBurn"], only("the hub", "Pool_NotHub")),
    ...governed(["setParameters", "setStakeLimit"]),
    fallback: anyone("what PoolExtension knows"),
    ...uups,
  },
  /** Its calls at the pool's address. */
  PoolExtension: {
    ...token,
    flashExit: anyone("with its own shares"),
    ...each(["settleBatches", "mintRewards"], only("the hub", "Pool_NotHub")),
  },
  L2Hub: {
    receiveMessage: only("its gateways, for L1's hub", "L2Hub_NotGateway"),
    appendAction: only("the node desk", "L2Hub_NotDesk"),
    closeBatch: anyone("once its rules allow"),
    moveShares: anyone("its own shares, within what may leave the L2"),
    sendFastNote: anyone("of a closed batch"),
    receive: only("the pool", "L2Hub_NotPool"),
    ...governed(["setGateway", "setFastGateway", "setBatchRules", "setMoveFee"]),
    ...uups,
  },
  NodeDesk: {
    register: anyone("becomes the operator's owner"),
    ...each(
      ["commitKeys", "revealKeys", "setManager", "setRewardRecipient", "requestExit", "claimBond", "setDelegate"],
      only("the operator's owner", "NodeDesk_NotOwner"),
    ),
    ...uups,
  },
  RewardDistributor: {
    ...each(["claim", "claimMany"], anyone("with proof; paid to the leaf's recipient")),
    setRoot: only("the hub", "RewardDistributor_NotHub"),
  },
  PoolLens: {},
  ReportBoard: { post: anyone("signatures count by whose they are, not by who posts them") },
  L2OpStackGateway: opStackGateway,
  L2ArbitrumGateway: arbitrumGateway,
  L2LayerZeroGateway: layerZeroGateway,
  /** OpenZeppelin's, one per chain. */
  TimelockController: {
    ...each(["schedule", "scheduleBatch"], only("governance", "AccessControlUnauthorizedAccount")),
    cancel: only("governance", "AccessControlUnauthorizedAccount"),
    ...each(["execute", "executeBatch"], anyone("what was scheduled and has waited")),
    ...each(["grantRole", "revokeRole"], only("the timelock", "AccessControlUnauthorizedAccount")),
    updateDelay: only("the timelock", "TimelockUnauthorizedCaller"),
    renounceRole: anyone("its own role"),
    receive: anyone(),
    ...each(["onERC721Received", "onERC1155Received", "onERC1155BatchReceived"], anyone("does nothing")),
  },
};
