/**
 * A step of the set-up that could not be done. `code` is stable, `message` says what happened, `remedy` what to do.
 * The bootstrap prints both and exits with SETUP_EXIT_CODE, so that a failed set-up is never taken for failed tests.
 */
export class SetupFailure extends Error {
  /** @param {{ code: string, message: string, remedy: string, cause?: unknown }} failure */
  constructor({ code, message, remedy, cause }) {
    super(message, { cause });
    this.name = "SetupFailure";
    this.code = code;
    this.remedy = remedy;
  }
}

export const SETUP_EXIT_CODE = 3;
