// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Origin} from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/ILayerZeroEndpointV2.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {L1LayerZeroGateway} from "../../../l1-contracts/lanes/gateways/L1LayerZeroGateway.sol";
import {ILayerZeroGateway, LayerZeroSettings} from "../../../shared/contracts/lanes/ILayerZeroGateway.sol";
import {LayerZeroConfig} from "../../../shared/contracts/lanes/LayerZeroConfig.sol";
import {IEndpointOwner, IUln, LayerZeroWorlds} from "./harness/LayerZeroWorlds.sol";

interface IEndpointViews {
    function getSendLibrary(address sender, uint32 eid) external view returns (address);
    function isDefaultSendLibrary(address sender, uint32 eid) external view returns (bool);
    function getReceiveLibrary(address receiver, uint32 eid) external view returns (address lib, bool isDefault);
    function getConfig(address oapp, address lib, uint32 eid, uint32 configType) external view returns (bytes memory);
    function delegates(address oapp) external view returns (address);
}

contract LayerZeroGatewayPinsTest is LayerZeroWorlds {
    function test_constructor_PinsLibrariesVerifiersAndConfirmations_T_65() public view {
        IEndpointViews endpoint = IEndpointViews(address(l1.endpoint));
        assertEq(endpoint.getSendLibrary(address(l1Gateway), L2_EID), address(l1.sendLibrary));
        assertFalse(endpoint.isDefaultSendLibrary(address(l1Gateway), L2_EID));
        (address receiveLibrary, bool isDefault) = endpoint.getReceiveLibrary(address(l1Gateway), L2_EID);
        assertEq(receiveLibrary, address(l1.receiveLibrary));
        assertFalse(isDefault);
        _assertUln(_uln(address(l1.sendLibrary)), 75);
        _assertUln(_uln(address(l1.receiveLibrary)), 1_200);
        bytes memory encoded = endpoint.getConfig(address(l1Gateway), address(l1.sendLibrary), L2_EID, 1);
        LayerZeroConfig.ExecutorConfig memory config = abi.decode(encoded, (LayerZeroConfig.ExecutorConfig));
        assertEq(config.maxMessageSize, 1_000);
        assertEq(config.executor, executor);
    }

    /// Whatever LayerZero makes its default, a pinned gateway keeps what it was deployed with.
    function test_pins_KeepWhenLayerZerosDefaultsChange_T_65() public {
        IUln other = newSendLibrary(l1.endpoint);
        IEndpointOwner owned = IEndpointOwner(address(l1.endpoint));
        owned.registerLibrary(address(other));
        setDefaults(other, L2_EID);
        owned.setDefaultSendLibrary(L2_EID, address(other));
        test_constructor_PinsLibrariesVerifiersAndConfirmations_T_65();
    }

    /// The gateway is its own delegate and has no owner: what its package lets an owner do, nobody can.
    function test_pins_NobodyCanChangeThem_T_65() public {
        assertEq(l1Gateway.owner(), address(0));
        assertEq(IEndpointViews(address(l1.endpoint)).delegates(address(l1Gateway)), address(l1Gateway));
        assertEq(l1Gateway.peers(L2_EID), bytes32(uint256(uint160(address(l2Gateway)))));
        bytes memory refused = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this));
        vm.expectRevert(refused);
        l1Gateway.setPeer(L2_EID, bytes32(uint256(1)));
        vm.expectRevert(refused);
        l1Gateway.setDelegate(address(this));
        vm.expectRevert(refused);
        l1Gateway.transferOwnership(address(this));
        bytes memory unauthorized = abi.encodeWithSignature("LZ_Unauthorized()");
        vm.expectRevert(unauthorized);
        l1.endpoint.setSendLibrary(address(l1Gateway), L2_EID, address(l1.sendLibrary));
        Origin memory origin;
        vm.expectRevert(unauthorized);
        l1.endpoint.clear(address(l1Gateway), origin, 0, "");
    }

    function test_constructor_RevertWhen_VerifiersAreTooFewOrDoubled_T_65() public {
        LayerZeroSettings memory settings = l1Settings(address(l2Gateway));
        address[] memory two = new address[](2);
        (two[0], two[1]) = (verifiers[0], verifiers[1]);
        settings.verifiers = two;
        _refuse(settings, abi.encodeWithSelector(ILayerZeroGateway.Gateway_TooFewVerifiers.selector, 2, 3));

        address[] memory doubled = new address[](3);
        (doubled[0], doubled[1], doubled[2]) = (verifiers[0], verifiers[1], verifiers[1]);
        settings.verifiers = doubled;
        _refuse(
            settings,
            abi.encodeWithSelector(ILayerZeroGateway.Gateway_VerifiersNotAscending.selector, verifiers[1], verifiers[1])
        );
        doubled[0] = address(0);
        _refuse(
            settings,
            abi.encodeWithSelector(ILayerZeroGateway.Gateway_VerifiersNotAscending.selector, address(0), address(0))
        );
    }

    /// For LayerZero 0 means its own default and the highest number none at all.
    function test_constructor_RevertWhen_ConfirmationsAreNotChosen_T_65() public {
        LayerZeroSettings memory settings = l1Settings(address(l2Gateway));
        settings.sendConfirmations = 0;
        _refuse(settings, abi.encodeWithSelector(ILayerZeroGateway.Gateway_InvalidConfirmations.selector, 0));
        settings.sendConfirmations = 1;
        settings.receiveConfirmations = type(uint64).max;
        _refuse(
            settings,
            abi.encodeWithSelector(ILayerZeroGateway.Gateway_InvalidConfirmations.selector, type(uint64).max)
        );
    }

    function test_constructor_RevertWhen_SomethingIsMissingOrThePeerIsHere() public {
        bytes memory invalid = abi.encodeWithSelector(ILayerZeroGateway.Gateway_InvalidConfiguration.selector);
        for (uint256 field = 0; field < 10; ++field) {
            LayerZeroSettings memory settings = l1Settings(address(l2Gateway));
            if (field == 0) settings.endpoint = address(0);
            if (field == 1) settings.peerEid = 0;
            if (field == 2) settings.maxMessageSize = 0;
            if (field == 3) settings.peer = address(0);
            if (field == 4) settings.hub = address(0);
            if (field == 5) settings.peerChainId = 0;
            if (field == 6) settings.sendLibrary = address(0);
            if (field == 7) settings.receiveLibrary = address(0);
            if (field == 8) settings.executor = address(0);
            if (field == 9) settings.peerChainId = 900;
            _refuse(settings, invalid);
        }
    }

    function _refuse(LayerZeroSettings memory settings, bytes memory expected) private {
        vm.expectRevert(expected);
        new L1LayerZeroGateway(settings);
    }

    function _uln(address library_) private view returns (LayerZeroConfig.UlnConfig memory) {
        bytes memory encoded = IEndpointViews(address(l1.endpoint)).getConfig(address(l1Gateway), library_, L2_EID, 2);
        return abi.decode(encoded, (LayerZeroConfig.UlnConfig));
    }

    /// As resolved by the library: a 0 or a default anywhere would show here.
    function _assertUln(LayerZeroConfig.UlnConfig memory config, uint64 confirmations) private view {
        assertEq(config.confirmations, confirmations);
        assertEq(config.requiredDVNCount, 3);
        assertEq(config.requiredDVNs, verifiers);
        assertEq(config.optionalDVNCount, 0);
        assertEq(config.optionalDVNThreshold, 0);
    }
}
