import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDatabase } from "#e2e/test-store.ts";
import { tidy } from "./tidy-pglite.ts";

let pglite: PGlite;

beforeAll(async () => {
  pglite = new PGlite({ loadDataDir: await emptyDatabase() });
  await pglite.waitReady;
}, 30_000);
afterAll(() => pglite.close());

async function size(): Promise<number> {
  const { rows } = await pglite.query<{ size: number }>("select pg_relation_size('kept_value')::int as size");
  return rows[0]?.size ?? 0;
}

test("what was changed over and over takes no more room than a few of its versions, and queries have figures to go by", async () => {
  await pglite.query(`insert into kept_value select 'k' || n, '0', now() from generate_series(1, 2000) n`);
  const once = await size();
  for (let round = 0; round < 10; round += 1) {
    await pglite.query(`update kept_value set value = '1'`);
    await tidy(pglite);
  }
  expect(await size()).toBeLessThanOrEqual(3 * once);
  const { rows } = await pglite.query("select reltuples::int as rows from pg_class where relname = 'kept_value'");
  expect(rows).toEqual([{ rows: 2000 }]);
});
