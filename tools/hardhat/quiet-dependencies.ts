import { definePlugin } from "hardhat/plugins";

/** Hardhat plugin that hides compiler warnings which point into npm packages; errors always pass. */
export const quietDependencies = definePlugin({
  id: "quiet-dependencies",
  hookHandlers: { solidity: () => import("./quiet-dependencies-hooks.ts") },
});
