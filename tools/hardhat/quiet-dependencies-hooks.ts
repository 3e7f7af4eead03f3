import type { SolidityHooks } from "hardhat/types/hooks";

const pointsIntoDependency = /--> (\S*\/node_modules\/|npm\/)/;
/** solc's "There are more than 256 warnings": forge-std alone exceeds it. */
const tooManyWarnings = "4591";

export default async (): Promise<Partial<SolidityHooks>> => ({
  getCompilationJobErrors: async (context, job, output, next) => {
    const errors = await next(context, job, output);
    return errors.filter(
      (error) =>
        error.severity === "error" ||
        (error.errorCode !== tooManyWarnings && !pointsIntoDependency.test(error.formattedMessage ?? "")),
    );
  },
});
