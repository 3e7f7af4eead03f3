/**
 * Aborts at the first SIGINT or SIGTERM from now on, so it is asked for before anything is taken that must be given back.
 * A second one falls through to Node's default and ends the process at once.
 */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  const interrupt = () => {
    process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
    interrupted.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return interrupted.signal;
}
