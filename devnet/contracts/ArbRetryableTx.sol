// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {EtherMover} from "./EtherMover.sol";

/// @title ArbRetryableTx, emulated: the tickets of messages from L1
/// @notice Same events, errors and hashes as Nitro's precompile at 0x6e (precompiles/ArbRetryableTx.go,
/// arbos/retryables). What Nitro does to balances around a transaction the devnet's sequencer does; this contract keeps
/// the tickets, and pays what leaves an escrow inside a transaction out of ether of its own, which the sequencer then
/// takes from the escrow.
contract ArbRetryableTx is EtherMover {
    using RLP for RLP.Encoder;

    struct Ticket {
        address from;
        // Zero creates a contract.
        address to;
        address beneficiary;
        uint64 tries;
        // Last second at which the ticket is open; 0 if there is no such ticket.
        uint64 timeout;
        uint256 callvalue;
        bytes data;
    }

    /// @notice The automatic attempt that follows a ticket's creation in the same block.
    struct FirstTry {
        bytes32 transactionHash;
        uint64 gas;
        address refundTo;
        uint256 maxRefund;
        uint256 submissionFeeRefund;
    }

    address private constant ARBOS = address(0xA4B05);
    uint256 private constant TX_GAS = 21_000;
    bytes1 private constant RETRY_TX_TYPE = 0x68;

    /// @dev Written by the sequencer: slots 0 and 1 around a retry, slot 2 at genesis.
    bytes32 private currentTicket;
    address private currentRedeemer;
    uint256 private lifetime;
    mapping(bytes32 ticketId => Ticket ticket) private tickets;

    event TicketCreated(bytes32 indexed ticketId);
    event LifetimeExtended(bytes32 indexed ticketId, uint256 newTimeout);
    event RedeemScheduled(
        bytes32 indexed ticketId,
        bytes32 indexed retryTxHash,
        uint64 indexed sequenceNum,
        uint64 donatedGas,
        address gasDonor,
        uint256 maxRefund,
        uint256 submissionFeeRefund
    );
    event Canceled(bytes32 indexed ticketId);

    error NoTicketWithID();
    error NotCallable();

    /// @notice Schedules an attempt to execute the ticket and gives it all gas that is left.
    /// @return retryTxHash transaction that the sequencer executes next
    function redeem(bytes32 ticketId) external returns (bytes32 retryTxHash) {
        _requireNotCurrent(ticketId);
        Ticket storage stored = _open(ticketId);
        Ticket memory ticket = stored;
        stored.tries = ticket.tries + 1;
        // Hashing, the event and the return are paid for first; all that remains is the attempt's.
        uint256 reserve = 15_000 + ticket.data.length * 12;
        uint256 available = gasleft();
        if (available < reserve + TX_GAS) _refuse();
        uint256 donated = available - reserve;
        retryTxHash = _retryHash(ticketId, ticket, donated);
        emit RedeemScheduled(ticketId, retryTxHash, ticket.tries, uint64(donated), msg.sender, type(uint256).max, 0);
        _burnGas(donated);
    }

    /// @notice Adds a lifetime, once the ticket has at most one left.
    function keepalive(bytes32 ticketId) external returns (uint256 newTimeout) {
        Ticket storage ticket = _open(ticketId);
        if (ticket.timeout > block.timestamp + lifetime) _refuse();
        newTimeout = ticket.timeout + lifetime;
        ticket.timeout = uint64(newTimeout);
        emit LifetimeExtended(ticketId, newTimeout);
    }

    /// @notice Ends the ticket and gives its value to the beneficiary, who alone may call this.
    function cancel(bytes32 ticketId) external {
        _requireNotCurrent(ticketId);
        Ticket storage ticket = _open(ticketId);
        address beneficiary = ticket.beneficiary;
        if (msg.sender != beneficiary) _refuse();
        uint256 callvalue = ticket.callvalue;
        delete tickets[ticketId];
        _move(beneficiary, callvalue);
        emit Canceled(ticketId);
    }

    function getLifetime() external view returns (uint256) {
        return lifetime;
    }

    function getTimeout(bytes32 ticketId) external view returns (uint256) {
        return _open(ticketId).timeout;
    }

    function getBeneficiary(bytes32 ticketId) external view returns (address) {
        return _open(ticketId).beneficiary;
    }

    function getCurrentRedeemer() external view returns (address) {
        return currentRedeemer;
    }

    /// @notice Exists so that explorers can show a submission; nobody can call it.
    function submitRetryable(
        bytes32,
        uint256,
        uint256,
        uint256,
        uint256,
        uint64,
        uint256,
        address,
        address,
        address,
        bytes calldata
    ) external pure {
        revert NotCallable();
    }

    /// @notice The sequencer's: what a submission leaves in ArbOS's state.
    /// @param firstTry of hash 0 when none was paid for
    function create(bytes32 ticketId, Ticket calldata ticket, FirstTry calldata firstTry) external {
        _requireArbos();
        Ticket storage stored = tickets[ticketId];
        tickets[ticketId] = ticket;
        stored.timeout = uint64(block.timestamp + lifetime);
        emit TicketCreated(ticketId);
        if (firstTry.transactionHash == 0) return;
        stored.tries = 1;
        emit RedeemScheduled(
            ticketId,
            firstTry.transactionHash,
            0,
            firstTry.gas,
            firstTry.refundTo,
            firstTry.maxRefund,
            firstTry.submissionFeeRefund
        );
    }

    /// @notice The sequencer's: a submission that could not be paid for leaves a failed transaction and nothing else.
    function fail() external view {
        _requireArbos();
        _refuse();
    }

    /// @notice Uses up all the gas it is given; see {redeem}.
    function spendAll() external pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    /// @notice The sequencer's: everything about an open ticket.
    function ticketOf(bytes32 ticketId) external view returns (Ticket memory) {
        return _open(ticketId);
    }

    function _open(bytes32 ticketId) private view returns (Ticket storage ticket) {
        ticket = tickets[ticketId];
        if (ticket.timeout < block.timestamp) revert NoTicketWithID();
    }

    function _requireNotCurrent(bytes32 ticketId) private view {
        if (ticketId == currentTicket && ticketId != 0) _refuse();
    }

    function _requireArbos() private view {
        if (msg.sender != ARBOS) revert NotCallable();
    }

    function _retryHash(bytes32 ticketId, Ticket memory ticket, uint256 gas) private view returns (bytes32) {
        RLP.Encoder memory fields = RLP.encoder().push(block.chainid).push(ticket.tries).push(ticket.from);
        fields = fields.push(block.basefee).push(gas);
        fields = ticket.to == address(0) ? fields.push(bytes("")) : fields.push(ticket.to);
        fields = fields.push(ticket.callvalue).push(ticket.data).push(ticketId).push(msg.sender);
        fields = fields.push(type(uint256).max).push(uint256(0));
        return keccak256(bytes.concat(RETRY_TX_TYPE, fields.encode()));
    }

    /// @dev A call passes on 63/64 of the gas at most, so the rest takes a few rounds.
    function _burnGas(uint256 amount) private {
        uint256 available = gasleft();
        uint256 target = available > amount ? available - amount : 0;
        bytes32 selector = this.spendAll.selector;
        while (gasleft() > target + 500) {
            uint256 portion = gasleft() - target - 400;
            assembly ("memory-safe") {
                mstore(0, selector)
                pop(call(portion, address(), 0, 0, 4, 0, 0))
            }
        }
    }

    /// @dev A precompile that fails for a reason without a Solidity error reverts with no data.
    function _refuse() private pure {
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }
}
