import type { Rng } from "../../../../shared/src/model/rng.ts";
import type { Event } from "../world/events.ts";

/** How likely an event is, and what it is like. */
export type Choice = readonly [weight: number, make: (rng: Rng) => Event];
