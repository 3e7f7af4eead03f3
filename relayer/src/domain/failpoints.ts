/** Places at which tests, and `npm start -- --kill-at`, may end a process by SIGKILL, to show that nothing is lost. */
export const FAILPOINTS = [
  "tx-stored",
  "tx-sent",
  "tx-replaced",
  "tx-included",
  "tx-finalized",
  "index-read",
  "index-stored",
  "index-rolled-back",
  "carrier-stored",
  "planner-step",
  "oracle-signed",
  "oracle-posted",
  "oracle-quorum",
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

/** Whether `text` arms a failpoint: its name, or `name:3` for the third time that it is reached. */
export function isFailpoint(text: string): boolean {
  const [, name] = /^([a-z-]+)(?::[1-9]\d*)?$/.exec(text) ?? [];
  return FAILPOINTS.some((known) => known === name);
}
