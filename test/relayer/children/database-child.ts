// Opens a test's database, says which server it is in, and stays.
import { createTestDatabase } from "../../support/postgres.ts";

const { pool } = await createTestDatabase();
const { rows } = await pool.query<{ data: string }>("select current_setting('data_directory') as data");
process.stdout.write(rows[0]?.data ?? "");
setInterval(() => undefined, 1_000);
