import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type PostgresServer, startPostgres } from "#e2e/postgres-server.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import { type StandIn, startStandIn } from "#lib/demo/server.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { openPglite } from "#lib/store/open-pglite.ts";
import { openPostgres } from "#lib/store/open-postgres.ts";
import type { Store } from "#lib/store/store.ts";
import type { EstateAddress } from "./stand-in-estate.ts";
import type { Place } from "./worker-process.ts";

const { key: KEY, value: VALUE } = DOCUMENTED_TAG;
const LOWER = KEY.toLowerCase();

/** Tags that the nodes begin with, in turn. */
const BEFORE: readonly Readonly<Record<string, string>>[] = [
  { Name: "wrong", [KEY]: "true" },
  { Name: "case", [LOWER]: VALUE },
  { Name: "both", [KEY]: VALUE, [LOWER]: "no" },
  { Name: "empty", [KEY]: "" },
];

const CELLS = [
  ["111111111111", "eu-west-1"],
  ["222222222222", "us-east-1"],
  ["333333333333", "us-west-2"],
] as const;

/** A write that the stand-in carried out. */
export type SeenWrite = { operation: string; resources: readonly string[]; requestId: string; at: Date };

/** A stand-in with nodes of mixed tags, and databases as many as one needs, each as new. */
export class CrashWorld {
  readonly standIn: StandIn;
  readonly nodes: readonly TaggingTarget[];
  readonly writes: SeenWrite[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "cado-reach-check-"));
  readonly #postgres: PostgresServer | null;
  #count = 0;

  private constructor(standIn: StandIn, nodes: readonly TaggingTarget[], writes: SeenWrite[], postgres: PostgresServer | null) {
    this.standIn = standIn;
    this.nodes = nodes;
    this.writes = writes;
    this.#postgres = postgres;
  }

  static async start(database: "pglite" | "postgres", count: number): Promise<CrashWorld> {
    const writes: SeenWrite[] = [];
    const standIn = await startStandIn({
      instances: 300,
      seed: 1,
      throttling: false,
      onDone: ({ operation, resources, requestId }) => {
        if (/^(Create|Delete)Tags$|TagsToResource$|TagsFromResource$/.test(operation) && resources.length > 0) {
          writes.push({ operation, resources, requestId, at: new Date() });
        }
      },
    });
    const nodes = Array.from({ length: count }, (_, at): TaggingTarget => {
      const [account, region] = CELLS[at % CELLS.length] ?? CELLS[0];
      const cell = cellOf(standIn, { account, region });
      return { account, region, id: cell.id(cell.addInstance(new Map(Object.entries(before(at))))) };
    });
    const world = new CrashWorld(standIn, nodes, writes, database === "postgres" ? await startPostgres() : null);
    await world.#makeTemplate();
    return world;
  }

  get address(): EstateAddress {
    const { url, credentials, accounts, estate } = this.standIn;
    return {
      url,
      credentials: credentials.dashboard,
      accounts: accounts.map(({ id, reachRole }) => ({ id, roleArn: reachRole.arn, externalId: reachRole.externalId ?? null })),
      regions: estate.regions.filter(({ optIn }) => optIn !== "not-opted-in").map(({ name }) => name),
      size: 1_000_000,
    };
  }

  /** Another database, as new. */
  async freshPlace(): Promise<Place> {
    this.#count += 1;
    if (this.#postgres === null) {
      const dataDir = join(this.#folder, `run-${this.#count}`);
      cpSync(join(this.#folder, "template"), dataDir, { recursive: true });
      return { dataDir };
    }
    const name = `run_${this.#count}`;
    await this.#sql(`create database ${name} template reach_template`);
    return { databaseUrl: this.#urlOf(name) };
  }

  async drop(place: Place): Promise<void> {
    if ("dataDir" in place) rmSync(place.dataDir, { recursive: true, force: true });
    else await this.#sql(`drop database ${new URL(place.databaseUrl).pathname.slice(1)} with (force)`);
  }

  /** The database of a run that has ended, to look at it. */
  open(place: Place): Promise<Store> {
    return "dataDir" in place ? openPglite(place.dataDir) : openPostgres(place.databaseUrl);
  }

  get postgres(): PostgresServer {
    if (this.#postgres === null) throw new Error("This world has no Postgres server.");
    return this.#postgres;
  }

  /** Every node's tags as at the beginning, and nothing seen. */
  reset(): void {
    this.writes.length = 0;
    for (const [at, node] of this.nodes.entries()) {
      const cell = cellOf(this.standIn, node);
      const row = cell.indexOf(node.id);
      for (const key of [...cell.tags(row).keys()]) cell.deleteTag(row, key);
      for (const [key, value] of Object.entries(before(at))) cell.setTag(row, key, value);
    }
  }

  tags(): string[] {
    return this.nodes.map((node) => JSON.stringify(Object.entries(this.tagsOf(node)).sort()));
  }

  tagsOf(node: TaggingTarget): Record<string, string> {
    const cell = cellOf(this.standIn, node);
    return Object.fromEntries(cell.tags(cell.indexOf(node.id)));
  }

  setTag(node: TaggingTarget, key: string, value: string): void {
    const cell = cellOf(this.standIn, node);
    cell.setTag(cell.indexOf(node.id), key, value);
  }

  deleteTag(node: TaggingTarget, key: string): void {
    const cell = cellOf(this.standIn, node);
    cell.deleteTag(cell.indexOf(node.id), key);
  }

  async setFaults(faults: readonly FaultInput[]): Promise<void> {
    const url = `${this.standIn.url}/_control/faults`;
    await fetch(url, { method: "DELETE" });
    if (faults.length === 0) return;
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(faults),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async close(): Promise<void> {
    await this.standIn.close();
    await this.#postgres?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #makeTemplate(): Promise<void> {
    if (this.#postgres === null) {
      await (await openPglite(join(this.#folder, "template"))).close();
      return;
    }
    await this.#sql("create database reach_template");
    await (await openPostgres(this.#urlOf("reach_template"))).close();
  }

  #urlOf(name: string): string {
    return this.postgres.url.replace(/\/[^/]*$/, `/${name}`);
  }

  async #sql(statement: string): Promise<void> {
    const client = new Client({ connectionString: this.postgres.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  }
}

function before(at: number): Readonly<Record<string, string>> {
  return BEFORE[Math.floor(at / CELLS.length) % BEFORE.length] ?? {};
}

function cellOf({ estate }: StandIn, { account, region }: Pick<TaggingTarget, "account" | "region">) {
  const cell = estate.cell(account, region);
  if (cell === undefined) throw new Error(`No cell ${account} ${region}`);
  return cell;
}
