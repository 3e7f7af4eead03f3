// Answers of the standard beacon API, as far as we read them: https://ethereum.github.io/beacon-APIs
import { z } from "zod";

const decimal = z.string().regex(/^\d+$/).transform(BigInt);
const bytes32 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((value) => value.toLowerCase() as `0x${string}`);

/** An optimistic node has not executed its blocks yet: nothing may hang on what it says. */
const envelope = <Data extends z.ZodType>(data: Data) =>
  z.object({ execution_optimistic: z.boolean().default(false), finalized: z.boolean().optional(), data });

const checkpoint = z.object({ epoch: decimal, root: bytes32 });

export const genesisAnswer = envelope(z.object({ genesis_time: decimal }));

export const depositContractAnswer = envelope(z.object({ chain_id: decimal, address: z.string() }));

export const finalityAnswer = envelope(z.object({ finalized: checkpoint }));

export const headerAnswer = envelope(
  z.object({
    root: bytes32,
    header: z.object({
      message: z.object({
        slot: decimal,
        proposer_index: decimal,
        parent_root: bytes32,
        state_root: bytes32,
        body_root: bytes32,
      }),
    }),
  }),
);

export const blockAnswer = envelope(
  z.object({
    message: z.object({
      slot: decimal,
      body: z.object({
        execution_payload: z.object({ block_number: decimal, block_hash: bytes32, timestamp: decimal }),
      }),
    }),
  }),
);

const pubkey = z
  .string()
  .regex(/^0x[0-9a-fA-F]{96}$/)
  .transform((value) => value.toLowerCase() as `0x${string}`);

export const validatorsAnswer = envelope(
  z.array(
    z.object({
      balance: decimal,
      validator: z.object({
        pubkey,
        withdrawal_credentials: bytes32,
        effective_balance: decimal,
        slashed: z.boolean(),
        exit_epoch: decimal,
        withdrawable_epoch: decimal,
      }),
    }),
  ),
);

export const pendingDepositsAnswer = envelope(z.array(z.object({ pubkey, amount: decimal, slot: decimal }))).extend({
  version: z.string(),
});
