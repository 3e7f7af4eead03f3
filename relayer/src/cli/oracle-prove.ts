import { iValidatorLedgerAbi } from "@cseth/shared/abi/IValidatorLedger";
import { validatorId } from "@cseth/shared/messages/ids";
import { type Command, Option } from "commander";
import { encodeFunctionData, type Hex } from "viem";
import { CsethError } from "../domain/errors.ts";
import { EXIT } from "../telemetry/exitCodes.ts";
import { loadKeys, type OracleOptions, openSession, senderOf } from "./oracle-session.ts";

export type ProveOptions = OracleOptions & { pubkey: readonly Hex[]; slot?: bigint; send: boolean };

export function addProveOptions(command: Command): void {
  command
    .addOption(new Option("-k, --pubkey <hex...>", "public keys, 48 bytes each").makeOptionMandatory())
    .addOption(new Option("--slot <number>", "slot of the state; the newest final one by default").argParser(parseSlot))
    .option("--send", "send the proof; else only print the call, which anyone may make", false);
}

/** Proves credentials, slashings, exits and withdrawals of validators to the ledger on L1: needs no right, only a node. */
export async function prove({ pubkey, slot: at, send, ...session }: ProveOptions): Promise<number> {
  const { context, config, output } = await openSession(session);
  const { prover, l1, view } = context;
  const to = view.contracts.validatorLedger;
  const validatorIds = pubkey.map(parsePubkey).map(validatorId);
  const { proof, slot, timestamp, indices } = await prover.prove({ validatorIds, ...(at === undefined ? {} : { at }) });
  const data = encodeFunctionData({ abi: iValidatorLedgerAbi, functionName: "prove", args: [proof] });
  if (send) {
    const { payer } = await loadKeys(config);
    const statuses = async () => {
      const ledger = { address: to, abi: iValidatorLedgerAbi, functionName: "validator" } as const;
      const records = await Promise.all(validatorIds.map((id) => l1.viem.readContract({ ...ledger, args: [id] })));
      return records.map(({ status }) => status).join();
    };
    const before = await statuses();
    const done = async () => (await statuses()) !== before;
    const intent = { key: `prove/${slot}/${indices.join("-")}`, to, data, abi: iValidatorLedgerAbi };
    const { signal } = new AbortController();
    await senderOf({ context, config, chain: "l1", payer }).send({ intent, done, signal });
  }
  const what = `validators ${indices.join(", ")} as of slot ${slot}`;
  const call = `to    ${to}\ndata  ${data}`;
  output.answer({ to, data, slot, timestamp, indices, sent: send }, send ? `${what}: proven` : `${what}\n${call}`);
  return EXIT.ok;
}

function parsePubkey(text: string): Hex {
  if (/^0x[0-9a-fA-F]{96}$/.test(text)) return text.toLowerCase() as Hex;
  throw new CsethError({
    code: "USAGE_INVALID",
    retry: "never",
    message: `${text} is not a public key`,
    fix: "Give 48 bytes in hexadecimal, 0x in front.",
  });
}

function parseSlot(text: string): bigint {
  if (/^\d{1,12}$/.test(text)) return BigInt(text);
  throw new CsethError({
    code: "USAGE_INVALID",
    retry: "never",
    message: `${text} is not a slot`,
    fix: "Give a whole number.",
  });
}
