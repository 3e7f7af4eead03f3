// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    ILayerZeroEndpointV2,
    Origin
} from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/ILayerZeroEndpointV2.sol";
import {Test, Vm} from "forge-std/Test.sol";
import {L1LayerZeroGateway} from "../../../../l1-contracts/lanes/gateways/L1LayerZeroGateway.sol";
import {L2LayerZeroGateway} from "../../../../l2-contracts/lanes/gateways/L2LayerZeroGateway.sol";
import {LayerZeroSettings} from "../../../../shared/contracts/lanes/ILayerZeroGateway.sol";
import {LayerZeroConfig} from "../../../../shared/contracts/lanes/LayerZeroConfig.sol";
import {FlatFeeWorker} from "./FlatFeeWorker.sol";
import {HubProbe} from "./HubProbe.sol";

interface IUln {
    struct DefaultUlnConfig {
        uint32 eid;
        LayerZeroConfig.UlnConfig config;
    }

    struct DefaultExecutorConfig {
        uint32 eid;
        LayerZeroConfig.ExecutorConfig config;
    }

    function setDefaultUlnConfigs(DefaultUlnConfig[] calldata params) external;
    function setDefaultExecutorConfigs(DefaultExecutorConfig[] calldata params) external;
    function verify(bytes calldata packetHeader, bytes32 payloadHash, uint64 confirmations) external;
    function commitVerification(bytes calldata packetHeader, bytes32 payloadHash) external;
}

interface IEndpointOwner {
    function registerLibrary(address lib) external;
    function setDefaultSendLibrary(uint32 eid, address lib) external;
    function setDefaultReceiveLibrary(uint32 eid, address lib, uint256 gracePeriod) external;
}

/// @notice Two chains in one EVM, told apart by their chain ids 900 and 901, each with LayerZero's own endpoint and
/// libraries (bytecode of its packages), a hub and a gateway of ours.
abstract contract LayerZeroWorlds is Test {
    uint32 internal constant L1_EID = 30_900;
    uint32 internal constant L2_EID = 30_901;
    uint64 internal constant L1_CONFIRMATIONS = 75;
    uint64 internal constant L2_CONFIRMATIONS = 1_200;

    struct End {
        ILayerZeroEndpointV2 endpoint;
        IUln sendLibrary;
        IUln receiveLibrary;
    }

    struct Packet {
        bytes header;
        bytes32 guid;
        bytes message;
        uint256 gas; // that the sender pays the executor to deliver with
    }

    End internal l1;
    End internal l2;
    HubProbe internal l1Hub;
    HubProbe internal l2Hub;
    L1LayerZeroGateway internal l1Gateway;
    L2LayerZeroGateway internal l2Gateway;
    address internal executor;
    address[] internal verifiers;
    address internal stranger;
    address internal refund = makeAddr("refund");

    function setUp() public virtual {
        vm.chainId(900);
        _deployWorkers();
        l1 = _deployEnd(L1_EID, L2_EID);
        l2 = _deployEnd(L2_EID, L1_EID);
        l1Hub = new HubProbe();
        l2Hub = new HubProbe();
        address predicted = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        l1Gateway = new L1LayerZeroGateway(l1Settings(predicted));
        vm.chainId(901);
        l2Gateway = new L2LayerZeroGateway(l2Settings());
        assertEq(address(l2Gateway), predicted);
        vm.chainId(900);
        vm.deal(address(this), 1_000 ether);
        vm.recordLogs();
    }

    function l1Settings(address peer) internal view returns (LayerZeroSettings memory) {
        return
            LayerZeroSettings({
                endpoint: address(l1.endpoint),
                peerEid: L2_EID,
                sendConfirmations: L1_CONFIRMATIONS,
                receiveConfirmations: L2_CONFIRMATIONS,
                maxMessageSize: 1_000,
                peer: peer,
                hub: address(l1Hub),
                peerChainId: 901,
                sendLibrary: address(l1.sendLibrary),
                receiveLibrary: address(l1.receiveLibrary),
                executor: executor,
                verifiers: verifiers
            });
    }

    function l2Settings() internal view returns (LayerZeroSettings memory) {
        return
            LayerZeroSettings({
                endpoint: address(l2.endpoint),
                peerEid: L1_EID,
                sendConfirmations: L2_CONFIRMATIONS,
                receiveConfirmations: L1_CONFIRMATIONS,
                maxMessageSize: 1_000,
                peer: address(l1Gateway),
                hub: address(l2Hub),
                peerChainId: 900,
                sendLibrary: address(l2.sendLibrary),
                receiveLibrary: address(l2.receiveLibrary),
                executor: executor,
                verifiers: verifiers
            });
    }

    // ── What workers do ──────────────────────────────────────────────────────────────────────────────────────────────

    /// The last packet that an endpoint has announced.
    function lastPacket() internal returns (Packet memory packet) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32 topic = keccak256("PacketSent(bytes,bytes,address)");
        for (uint256 i = logs.length; i > 0; --i) {
            if (logs[i - 1].topics[0] != topic) continue;
            (bytes memory encoded, bytes memory options, ) = abi.decode(logs[i - 1].data, (bytes, bytes, address));
            packet.header = _slice(encoded, 0, 81);
            packet.guid = bytes32(_slice(encoded, 81, 32));
            packet.message = _slice(encoded, 113, encoded.length - 113);
            // `type u16 | worker u8 | size u16 | option u8 | gas u128`
            packet.gas = uint128(bytes16(_slice(options, 6, 16)));
            return packet;
        }
        revert("no packet was sent");
    }

    function payloadHash(Packet memory packet) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(packet.guid, packet.message));
    }

    /// The first `count` of the required verifiers say they saw it.
    function verify(End memory end, Packet memory packet, uint256 count, uint64 confirmations) internal {
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(verifiers[i]);
            end.receiveLibrary.verify(packet.header, payloadHash(packet), confirmations);
        }
    }

    function commit(End memory end, Packet memory packet) internal {
        end.receiveLibrary.commitVerification(packet.header, payloadHash(packet));
    }

    /// Carries the last packet to the hub on L2.
    function carryToL2() internal returns (Packet memory packet) {
        packet = lastPacket();
        vm.chainId(901);
        verify(l2, packet, 3, L1_CONFIRMATIONS);
        commit(l2, packet);
        receivePacket(l2, packet);
        vm.chainId(900);
    }

    function receivePacket(End memory end, Packet memory packet) internal {
        end.endpoint.lzReceive(originOf(packet), address(l2Gateway), packet.guid, packet.message, "");
    }

    /// `version u8 | nonce u64 | srcEid u32 | sender b32 | dstEid u32 | receiver b32`
    function originOf(Packet memory packet) internal pure returns (Origin memory) {
        return
            Origin({
                srcEid: uint32(bytes4(_slice(packet.header, 9, 4))),
                sender: bytes32(_slice(packet.header, 13, 32)),
                nonce: uint64(bytes8(_slice(packet.header, 1, 8)))
            });
    }

    // ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────

    function send(bytes memory payload, uint64 gasLimit, uint256 value) internal returns (bytes32) {
        return l1Hub.send{value: value}(address(l1Gateway), onL2(address(l2Hub)), payload, attributesOf(0, gasLimit));
    }

    function attributesOf(uint256 value, uint64 gasLimit) internal view returns (bytes[] memory list) {
        list = new bytes[](3);
        list[0] = abi.encodeWithSignature("deliverValue(uint256)", value);
        list[1] = abi.encodeWithSignature("gasLimit(uint64)", gasLimit);
        list[2] = abi.encodeWithSignature("refundTo(address)", refund);
    }

    /// ERC-7930: version 0001, eip155 0000, 2 bytes of chain id 901 = 0x0385, 20 bytes of address.
    function onL2(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002038514", account);
    }

    /// Chain id 900 = 0x0384.
    function onL1(address account) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0001000002038414", account);
    }

    // ── Deployment ───────────────────────────────────────────────────────────────────────────────────────────────────

    function _deployWorkers() private {
        uint256[] memory workers = new uint256[](4);
        for (uint256 i = 0; i < workers.length; ++i) workers[i] = uint160(address(new FlatFeeWorker()));
        workers = vm.sort(workers);
        for (uint256 i = 0; i < 3; ++i) verifiers.push(address(uint160(workers[i])));
        stranger = address(uint160(workers[3]));
        executor = address(new FlatFeeWorker());
    }

    function _deployEnd(uint32 eid, uint32 peerEid) private returns (End memory end) {
        end.endpoint = ILayerZeroEndpointV2(
            _create("lz-evm-protocol-v2", "EndpointV2.sol/EndpointV2", abi.encode(eid, address(this)))
        );
        end.sendLibrary = newSendLibrary(end.endpoint);
        end.receiveLibrary = IUln(
            _create("lz-evm-messagelib-v2", "uln/uln302/ReceiveUln302.sol/ReceiveUln302", abi.encode(end.endpoint))
        );
        IEndpointOwner owned = IEndpointOwner(address(end.endpoint));
        owned.registerLibrary(address(end.sendLibrary));
        owned.registerLibrary(address(end.receiveLibrary));
        setDefaults(end.sendLibrary, peerEid);
        end.receiveLibrary.setDefaultUlnConfigs(_defaultUln(peerEid));
        owned.setDefaultSendLibrary(peerEid, address(end.sendLibrary));
        owned.setDefaultReceiveLibrary(peerEid, address(end.receiveLibrary), 0);
    }

    function newSendLibrary(ILayerZeroEndpointV2 endpoint) internal returns (IUln) {
        bytes memory args = abi.encode(endpoint, 100_000, 0.1 ether);
        return IUln(_create("lz-evm-messagelib-v2", "uln/uln302/SendUln302.sol/SendUln302", args));
    }

    function setDefaults(IUln sendLibrary, uint32 peerEid) internal {
        IUln.DefaultExecutorConfig[] memory executors = new IUln.DefaultExecutorConfig[](1);
        executors[0] = IUln.DefaultExecutorConfig(peerEid, LayerZeroConfig.ExecutorConfig(500, stranger));
        sendLibrary.setDefaultExecutorConfigs(executors);
        sendLibrary.setDefaultUlnConfigs(_defaultUln(peerEid));
    }

    /// LayerZero's defaults: one verifier, none of ours, after one block; and an optional one that must agree.
    function _defaultUln(uint32 peerEid) private view returns (IUln.DefaultUlnConfig[] memory params) {
        params = new IUln.DefaultUlnConfig[](1);
        address[] memory one = new address[](1);
        one[0] = stranger;
        params[0] = IUln.DefaultUlnConfig(peerEid, LayerZeroConfig.UlnConfig(1, 1, 1, 1, one, one));
    }

    function _create(string memory package, string memory name, bytes memory args) private returns (address created) {
        string memory path = string.concat(
            "node_modules/@layerzerolabs/",
            package,
            "/artifacts/contracts/",
            name,
            ".json"
        );
        bytes memory code = abi.encodePacked(vm.parseJsonBytes(vm.readFile(path), ".bytecode"), args);
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        require(created != address(0), name);
    }

    function _slice(bytes memory data, uint256 start, uint256 length) internal pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) part[i] = data[start + i];
    }
}
