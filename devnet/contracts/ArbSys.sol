// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ArbosState} from "./ArbosState.sol";
import {EtherMover} from "./EtherMover.sol";

/// @title ArbSys, emulated: messages to L1, and what a contract may ask about its chain
/// @notice Same hashes, tree, events and errors as Nitro's precompile at 0x64 (precompiles/ArbSys.go,
/// arbos/merkleAccumulator). Left out, because a contract can not know it: how deep a call is and how its transaction
/// was typed (`isTopLevelCall`, `wasMyCallersAddressAliased`, `myCallersAddressWithoutAliasing`).
contract ArbSys is EtherMover {
    ArbosState private constant STATE = ArbosState(0xA4b05FffffFffFFFFfFFfffFfffFFfffFfFfFFFf);
    uint160 private constant ALIAS_OFFSET = uint160(0x1111000000000000000000000000000000001111);
    /// @dev ArbOS 51; Nitro counts from 55.
    uint256 private constant ARBOS_VERSION = 55 + 51;

    /// @notice Messages sent up to now.
    uint256 private size;
    /// @dev Roots of the full subtrees that the tree of all messages consists of; zero where there is none.
    mapping(uint256 level => bytes32 root) private partials;

    event L2ToL1Tx(
        address caller,
        address indexed destination,
        uint256 indexed hash,
        uint256 indexed position,
        uint256 arbBlockNum,
        uint256 ethBlockNum,
        uint256 timestamp,
        uint256 callvalue,
        bytes data
    );
    event SendMerkleUpdate(uint256 indexed reserved, bytes32 indexed hash, uint256 indexed position);

    error InvalidBlockNumber(uint256 requested, uint256 current);

    function withdrawEth(address destination) external payable returns (uint256) {
        return _send(destination, "");
    }

    /// @return position of the message in the tree of all messages
    function sendTxToL1(address destination, bytes calldata data) external payable returns (uint256) {
        return _send(destination, data);
    }

    function arbBlockNumber() external view returns (uint256) {
        return block.number;
    }

    function arbBlockHash(uint256 number) external view returns (bytes32) {
        if (number >= block.number || number + 256 < block.number) revert InvalidBlockNumber(number, block.number);
        return blockhash(number);
    }

    function arbChainID() external view returns (uint256) {
        return block.chainid;
    }

    function arbOSVersion() external pure returns (uint256) {
        return ARBOS_VERSION;
    }

    function getStorageGasAvailable() external pure returns (uint256) {
        return 0;
    }

    function mapL1SenderContractAddressToL2Alias(address sender, address) external pure returns (address) {
        unchecked {
            // Wraps around, as addresses do.
            return address(uint160(sender) + ALIAS_OFFSET);
        }
    }

    /// @notice Size, root and partials of the tree. For the zero address only, as a call.
    function sendMerkleTreeState() external view returns (uint256, bytes32 root, bytes32[] memory roots) {
        if (msg.sender != address(0)) _refuse();
        uint256 levels = _bits(size);
        roots = new bytes32[](levels);
        uint256 covered;
        for (uint256 level = 0; level < levels; ++level) {
            bytes32 partialRoot = partials[level];
            roots[level] = partialRoot;
            if (partialRoot == 0) continue;
            if (root == 0) {
                (root, covered) = (partialRoot, level);
                continue;
            }
            for (; covered < level; ++covered) root = keccak256(abi.encodePacked(root, bytes32(0)));
            root = keccak256(abi.encodePacked(partialRoot, root));
            ++covered;
        }
        return (size, root, roots);
    }

    function _send(address destination, bytes memory data) private returns (uint256 position) {
        uint256 l1Block = STATE.l1BlockNumber();
        bytes32 item = keccak256(
            abi.encodePacked(msg.sender, destination, block.number, l1Block, block.timestamp, msg.value, data)
        );
        position = size;
        _append(item);
        _burn(msg.value);
        emit L2ToL1Tx(
            msg.sender,
            destination,
            uint256(item),
            position,
            block.number,
            l1Block,
            block.timestamp,
            msg.value,
            data
        );
    }

    function _append(bytes32 item) private {
        uint256 position = size;
        size = position + 1;
        uint256 levels = _bits(position);
        bytes32 node = keccak256(abi.encodePacked(item));
        uint256 level = 0;
        while (level < levels && partials[level] != 0) {
            node = keccak256(abi.encodePacked(partials[level], node));
            partials[level] = 0;
            ++level;
            emit SendMerkleUpdate(0, node, (level << 192) | position);
        }
        partials[level] = node;
    }

    /// @dev How many bits the number has.
    function _bits(uint256 number) private pure returns (uint256 count) {
        for (; number > 0; number >>= 1) ++count;
    }

    /// @dev A precompile that fails for a reason without a Solidity error reverts with no data.
    function _refuse() private pure {
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }
}
