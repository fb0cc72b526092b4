import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type PostgresServer, startPostgres } from "#e2e/postgres-server.ts";
import { openPostgres } from "./open-postgres.ts";
import type { Store } from "./store.ts";
import { storeHealth } from "./store-health.ts";

let server: PostgresServer;
let store: Store;

beforeAll(async () => {
  server = await startPostgres();
  store = await openPostgres(server.url);
}, 60_000);
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await store.close();
  await server.close();
});

const problem = () => storeHealth().problem?.code ?? null;

test("a server that goes away is told of within two seconds although nobody uses it, and one that is back, too", async () => {
  const said: unknown[] = [];
  for (const level of ["error", "info"] as const) vi.spyOn(console, level).mockImplementation((words) => said.push(words));
  await vi.waitUntil(() => storeHealth().open && problem() === null, 5000);
  await server.kill();
  await vi.waitUntil(() => problem() === "store-unavailable", 2000);
  await server.start();
  await vi.waitUntil(() => problem() === null, 5000);
  expect(said).toContain("The database answers again.");
}, 30_000);

test("a server that is frozen is told of, too", async () => {
  for (const level of ["error", "info"] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  await vi.waitUntil(() => problem() === null, 5000);
  const pids = await store.db.execute(sql`select pid from pg_stat_activity where application_name = 'cado-reach-watch'`);
  const [{ pid }] = (pids as { rows: [{ pid: number }] }).rows;
  process.kill(server.pid() ?? 0, "SIGSTOP");
  process.kill(pid, "SIGSTOP");
  try {
    await vi.waitUntil(() => problem() === "store-unavailable", 8000);
  } finally {
    process.kill(pid, "SIGCONT");
    process.kill(server.pid() ?? 0, "SIGCONT");
  }
  await vi.waitUntil(() => problem() === null, 8000);
}, 30_000);

test("a database that a newer Cado Reach has had is refused, and left as it is", async () => {
  await store.db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9999999999999)`);
  try {
    await expect(openPostgres(server.url)).rejects.toMatchObject({ problem: { code: "store-too-new" } });
  } finally {
    await store.db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'newer'`);
  }
  await (await openPostgres(server.url)).close();
});

test.each([
  ["a database that is not there", (url: string) => url.replace(/postgres$/, "nothing")],
  ["a user who is not known", (url: string) => url.replace("reach@", "nobody@")],
])("%s is said to be the server's refusal", async (_, change) => {
  await expect(openPostgres(change(server.url))).rejects.toMatchObject({ problem: { code: "store-refused" } });
});

test("a server that is not there is said to be away", async () => {
  await expect(openPostgres("postgres://reach@127.0.0.1:1/postgres")).rejects.toMatchObject({
    problem: { code: "store-unavailable" },
  });
});
