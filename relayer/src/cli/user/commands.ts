import { type Command, Option } from "commander";
import type { Address, Hex } from "viem";
import type { ActionOptions } from "./action.ts";
import { parseAddress, parseAddressOrNobody, parseAmount, parsePubkey, parseWhole } from "./amounts.ts";
import { bond } from "./bond.ts";
import { type ClaimOptions, claim } from "./claim.ts";
import { type CommitOptions, commitKeys, type RevealOptions, revealKeys } from "./keys.ts";
import { type MoveOptions, move } from "./move.ts";
import { OPERATOR_CLASSES, operatorStatus, type RegisterOptions, register } from "./operator.ts";
import { claimBond, requestExit, setDelegate, setManager, setRecipient } from "./operator-actions.ts";
import type { UserOptions } from "./session.ts";
import { type StakeOptions, stake } from "./stake.ts";
import { type StatusOptions, status } from "./status.ts";
import type { SendOptions } from "./transact.ts";
import { type UnstakeOptions, unstake } from "./unstake.ts";

const KEY_HELP = `
The account's key comes from CSETH__USER__KEY, or CSETH__USER__KEYSTORE and CSETH__USER__PASSWORD, in the environment or
in .env; never from the command line, which other users of a machine can read.`;

/** Adds what stakers and node operators do to the program. `finish` receives the exit code. */
export function addUserCommands(program: Command, finish: (exitCode: number) => void): void {
  const reading = (command: Command) =>
    command
      .option("-c, --config <file>", "configuration file (JSON); CSETH_CONFIG and CSETH__… in the environment work too")
      .option("--json", "answer with one JSON document on standard output", false);
  const confirmed = (command: Command) =>
    reading(command)
      .option("--dry-run", "show what would be sent and what it would do; send nothing", false)
      .option("-y, --yes", "send without asking", false)
      .addHelpText("after", KEY_HELP);
  const sending = (command: Command) => confirmed(command).addOption(lane());
  const lane = () =>
    new Option("--lane <id>", "lane on whose L2 it happens; the first by default").argParser((text) =>
      Number(parseWhole("a lane", 65_535n)(text)),
    );
  const l1 = () => new Option("--l1", "on L1 instead of an L2").conflicts("lane");

  sending(program.command("stake"))
    .description("stake ether for csETH")
    .argument("<ether>", "amount, for example 1.5", parseAmount)
    .addOption(l1())
    .addOption(new Option("--to <address>", "who gets the csETH; the account by default").argParser(parseAddress))
    .addOption(
      new Option("--min-shares <csETH>", "less is refused; 0.1% below what is expected now by default").argParser(
        parseAmount,
      ),
    )
    .action(async (amount: bigint, options: StakeOptions) => finish(await stake(amount, options)));

  sending(program.command("unstake"))
    .description("give csETH back for ether, which can be claimed once it is there")
    .argument("[csETH]", "amount, or all", (text: string) => (text === "all" ? text : parseAmount(text)))
    .addOption(l1())
    .addOption(new Option("--to <address>", "who may claim the ether; the account by default").argParser(parseAddress))
    .addOption(
      new Option("--claim <request>", "be paid for a request made before").argParser(
        parseWhole("a request", 2n ** 64n - 1n),
      ),
    )
    .action(async (amount: bigint | "all" | undefined, options: UnstakeOptions) =>
      finish(await unstake(amount, options)),
    );

  sending(program.command("move"))
    .description("move csETH to another chain: from an L2 to L1, or with --to-lane to a lane, from L1 with --l1")
    .argument("<csETH>", "amount, for example 1.5", parseAmount)
    .addOption(l1())
    .addOption(
      new Option("--to-lane <id>", "lane whose L2 it goes to; L1 by default").argParser((text) =>
        Number(parseWhole("a lane", 65_535n)(text)),
      ),
    )
    .addOption(new Option("--to <address>", "who gets it there; the account by default").argParser(parseAddress))
    .action(async (amount: bigint, options: MoveOptions) => finish(await move(amount, options)));

  reading(program.command("status"))
    .description(
      "say where a stake, an unstake or an action is; without an id, what can be done now, why not, until when",
    )
    .argument("[id]", "an unstake request's number, a transaction's hash, or an action's id")
    .addOption(lane())
    .addOption(l1())
    .addOption(
      new Option("--amount <amount>", "ether and csETH to ask about").argParser(parseAmount).default(10n ** 18n, "1"),
    )
    .action(async (id: string | undefined, options: StatusOptions) => finish(await status(id, options)));

  const operatorNumber = parseWhole("an operator", 2n ** 64n - 1n);
  const operator = program.command("operator").description("act as a node operator, from the operator's home lane");
  sending(operator.command("register"))
    .description("register a new operator, owned by the account")
    .addOption(
      new Option("--reward-recipient <address>", "who gets its rewards; the account by default").argParser(
        parseAddress,
      ),
    )
    .addOption(new Option("--class <name>", "kind of operator").choices(OPERATOR_CLASSES).default("community"))
    .addOption(
      new Option("--commission-bps <number>", "asked on top of the base fee, basis points of rewards")
        .argParser(parseWhole("a number of basis points", 10_000n))
        .default(0n, "0"),
    )
    .action(async (options: RegisterOptions) => finish(await register(options)));
  reading(operator.command("status"))
    .description("show an operator as L1 and its lane know it; exit code 1 while L1 does not")
    .argument("<id>", "number of the operator", operatorNumber)
    .action(async (operatorId: bigint, options: UserOptions) => finish(await operatorStatus(operatorId, options)));
  confirmed(operator.command("claim"))
    .description("claim an operator's rewards on its lane, for its recorded recipient; any account may")
    .argument("<id>", "number of the operator", operatorNumber)
    .option("--from <source>", "leaf set: a file, its URL (….json), or an oracle member's URL; rebuilt from L1 without")
    .action(async (operatorId: bigint, options: ClaimOptions) => finish(await claim(operatorId, options)));
  confirmed(operator.command("bond"))
    .description("add csETH on L1 to an operator's bond, which covers its validators; any account may")
    .argument("<id>", "number of the operator", operatorNumber)
    .argument("<csETH>", "amount, for example 2.4", parseAmount)
    .action(async (operatorId: bigint, shares: bigint, options: SendOptions) =>
      finish(await bond(operatorId, shares, options)),
    );

  const acting = (name: string) =>
    confirmed(operator.command(name))
      .argument("<id>", "number of the operator", operatorNumber)
      .option("--express", "sign it and execute it on L1 at once, instead of sending it from the lane", false);
  acting("set-manager")
    .description("name the account for the operator's daily business, or nobody")
    .argument("<address>", "who, or nobody", parseAddressOrNobody)
    .action(async (operatorId: bigint, account: Address, options: ActionOptions) =>
      finish(await setManager(operatorId, account, options)),
    );
  acting("set-recipient")
    .description("name who gets the operator's rewards")
    .argument("<address>", "who", parseAddress)
    .action(async (operatorId: bigint, account: Address, options: ActionOptions) =>
      finish(await setRecipient(operatorId, account, options)),
    );
  acting("exit")
    .description("order the exit of a validator")
    .argument("<pubkey>", "its public key", parsePubkey)
    .action(async (operatorId: bigint, pubkey: Hex, options: ActionOptions) =>
      finish(await requestExit(operatorId, pubkey, options)),
    );
  acting("claim-bond")
    .description("take bond that the operator's validators do not need to an account on L1")
    .addOption(new Option("--to <address>", "account on L1 that gets it").argParser(parseAddress).makeOptionMandatory())
    .addOption(new Option("--at-most <csETH>", "all that is free by default").argParser(parseAmount))
    .action(async (operatorId: bigint, options: ActionOptions & { to: Address; atMost?: bigint }) =>
      finish(await claimBond(operatorId, options)),
    );
  confirmed(operator.command("set-delegate"))
    .description("name an account on L1 that may use --express for the owner, or nobody")
    .argument("<id>", "number of the operator", operatorNumber)
    .argument("<address>", "who, or nobody", parseAddressOrNobody)
    .action(async (operatorId: bigint, account: Address, options: SendOptions) =>
      finish(await setDelegate(operatorId, account, options)),
    );

  const keys = operator.command("keys").description("bring validator keys to an operator: commit first, then reveal");
  confirmed(keys.command("commit"))
    .description("commit to keys that nobody has seen yet; checks every deposit, and saves what the reveal needs")
    .argument("<id>", "number of the operator", operatorNumber)
    .requiredOption("--deposit-data <file...>", "deposit data over 1 ether and the vault's 0x02 credentials")
    .option("--out <file>", "where to save the set; cseth-keys-<id>-….json by default, never over another")
    .action(async (operatorId: bigint, options: CommitOptions) => finish(await commitKeys(operatorId, options)));
  confirmed(keys.command("reveal"))
    .description("publish a committed set on the operator's lane, once L1 has the commitment for good")
    .argument("<file>", "what keys commit has saved")
    .option("--wait", "wait until it has", false)
    .action(async (path: string, options: RevealOptions) => finish(await revealKeys(path, options)));
}
