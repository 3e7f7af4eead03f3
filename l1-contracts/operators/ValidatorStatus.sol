// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Status, Step} from "./ValidatorTypes.sol";

/// @title The one transition function of validators (VAL-3)
/// @notice
/// ```
/// None → Predeposited → Proven → Active → Exiting → Exited
///              │           └──┬────┴───────┘ │        ↑
///              ↓              └→ Slashed     └─ or straight from Proven
///            Dead                   └─────────────────┘
/// ```
library ValidatorStatus {
    error ValidatorStatus_NotAllowed(Status from, Step step);

    /// @notice The status after `step`; reverts where the diagram has no arrow.
    function next(Status from, Step step) internal pure returns (Status to) {
        to = tryNext(from, step);
        if (to == Status.None) revert ValidatorStatus_NotAllowed(from, step);
    }

    /// @notice The status after `step`, or None where the diagram has no arrow.
    function tryNext(Status from, Step step) internal pure returns (Status to) {
        if (step == Step.Predeposit) return from == Status.None ? Status.Predeposited : Status.None;
        if (step == Step.ProveCredentials) return from == Status.Predeposited ? Status.Proven : Status.None;
        if (step == Step.WriteOff) return from == Status.Predeposited ? Status.Dead : Status.None;
        if (step == Step.SeeWithdrawal) {
            return from == Status.Exiting || from == Status.Slashed ? Status.Exited : Status.None;
        }
        // What is left happens to validators that are proven and not gone.
        if (from == Status.Exiting) return step == Step.SeeSlashing ? Status.Slashed : Status.None;
        if (from != Status.Proven && from != Status.Active) return Status.None;
        if (step == Step.Fund) return Status.Active;
        return step == Step.SeeExit ? Status.Exiting : Status.Slashed;
    }

    /// @notice Whether its stake stands behind the operator's bond: proven and not withdrawn.
    function isLive(Status status) internal pure returns (bool) {
        return
            status == Status.Proven || status == Status.Active || status == Status.Exiting || status == Status.Slashed;
    }
}
