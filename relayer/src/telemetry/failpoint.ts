import { kill, pid } from "node:process";
import type { FailpointName } from "../domain/failpoints.ts";

/** Names a place where the process may be made to die, so that tests can prove that nothing is lost there. */
export type Failpoint = (name: FailpointName) => void;

/** Does nothing; what production code runs with. */
export const inertFailpoint: Failpoint = () => {};

/**
 * A failpoint that ends this process by SIGKILL, as a power cut would: no handlers, no flushing.
 * @param armed `name`, or `name:3` for the third time that place is reached; undefined arms nothing.
 */
export function createFailpoint({
  armed,
  die = () => kill(pid, "SIGKILL"),
}: {
  armed: string | undefined;
  die?: () => void;
}): Failpoint {
  if (armed === undefined) return inertFailpoint;
  const [armedName, count = "1"] = armed.split(":");
  let remaining = Number(count);
  return (name) => {
    if (name !== armedName) return;
    remaining -= 1;
    if (remaining === 0) die();
  };
}
