// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Operator actions by signature, without any bridge
/// @notice An action that an operator could send from its L2 is executed on L1 within minutes if its owner has signed it
/// (EIP-712, see {ExpressActions}). Anyone submits; the signature alone counts. A failing action reverts and leaves the
/// signature unused.
/// @dev Who may sign is who may act at the operator's desk on its L2: the owner that L1 knows, and nobody else but a
/// delegate that this owner has named by an action of its lane. A change of owner or delegate counts from its execution
/// on L1 on, not from its sending.
interface IExpressDesk {
    /// @param signer owner or delegate
    event ExpressExecuted(bytes32 indexed digest, uint64 indexed operatorId, uint8 kind, address signer);

    error ExpressDesk_ZeroAddress();
    /// @notice Only what the owner's word is enough for: see {isExpress}.
    error ExpressDesk_KindNotExpress(uint8 kind);
    /// @notice A setting from the future would refuse every later one until then (T-82).
    error ExpressDesk_NotYetIssued(uint40 issuedAt, uint256 time);
    error ExpressDesk_Expired(uint256 deadline, uint256 time);
    /// @notice The deadline is more than Params.EXPRESS_SECONDS_MAX after the issue.
    error ExpressDesk_LivesTooLong(uint256 deadline, uint256 latest);
    /// @notice Neither the owner's signature nor its delegate's; or L1 does not know the operator yet.
    error ExpressDesk_NotSigned(uint64 operatorId, address owner, address delegate);
    /// @notice Each signed action is executed once: claiming a bond twice is not what was signed.
    error ExpressDesk_AlreadyExecuted(bytes32 digest);

    /// @notice Executes an action that the operator has signed. Anyone may call.
    /// @param action as {ActionCodec} encodes it
    /// @param deadline seconds, at most Params.EXPRESS_SECONDS_MAX after `issuedAt` of the action
    /// @param signature of the owner's key, 65 bytes `r, s, v`; or of the delegate, by its key or by ERC-1271
    /// @dev Of an owner only a key's signature counts: it is an account on its L2, and whatever contract stands at the same
    /// address on L1 may be somebody else's (T-54).
    function execute(bytes calldata action, uint256 deadline, bytes calldata signature) external;

    /// @notice The 32 bytes to sign.
    function digest(bytes calldata action, uint256 deadline) external view returns (bytes32);
    function isExecuted(bytes32 digest) external view returns (bool);
    /// @notice Whether actions of this kind may come by signature. Not so: registering, for nobody's word is known yet;
    /// revealing keys, because only the L2 can say that the keys are published; naming a delegate; and whatever says what
    /// an L2 has done and not what an operator wants.
    function isExpress(uint8 kind) external pure returns (bool);
    function connections() external view returns (address laneHub, address operatorRegistry);
}
