// Indexes until caught up; the test arms a failpoint that kills this process on the way.
import { openIndexer } from "../../support/relayer-index.ts";

const [databaseUrl = "", rpcUrl = "", failpoint] = process.argv.slice(2);
const indexer = openIndexer({ databaseUrl, rpcUrls: [rpcUrl], failpoint });
await indexer.catchUp();
await indexer.close();
process.stdout.write("DONE\n");
