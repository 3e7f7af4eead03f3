// Sends one intent and follows it to the end; the test arms a failpoint that kills this process on the way.
import { createTestClient, http } from "viem";
import { foundry } from "viem/chains";
import { openTransactor, settle } from "../../support/relayer-tx.ts";

const [databaseUrl = "", rpcUrl = "", failpoint, to, replaceAfterBlocks = "3"] = process.argv.slice(2);
const anvil = createTestClient({ chain: foundry, mode: "anvil", transport: http(rpcUrl) });
const transactor = await openTransactor({
  databaseUrl,
  rpcUrls: [rpcUrl],
  failpoint,
  transactions: { replaceAfterBlocks: Number(replaceAfterBlocks) },
});
await transactor.submit({ key: "count", to: to as `0x${string}`, data: "0x" });
// A replacement needs blocks that pass the transaction by: the test holds it back by an impossible base fee.
await settle(transactor, "count", () => anvil.mine({ blocks: 1 }));
await transactor.close();
process.stdout.write("DONE\n");
