import { AwsAccess } from "#lib/aws/aws-access.ts";
import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { FaultInput } from "#lib/demo/faults/fault.ts";
import { type StandIn, type StandInOptions, startStandIn } from "#lib/demo/server.ts";
import { parseAccountId } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG, type TagSpec } from "#lib/domain/tag-spec.ts";
import type { JobPurpose, TaggingJob, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";
import type { Store } from "#lib/store/store.ts";
import type { JobStore } from "#lib/tagging/job-store.ts";
import { makePlan } from "#lib/tagging/make-plan.ts";
import { runJob } from "#lib/tagging/run-job.ts";
import { createJobStore } from "#lib/tagging/store/job-store-on.ts";
import type { Patience, TaggingEstate } from "#lib/tagging/tagging-estate.ts";
import type { TaggingRequest } from "#lib/tagging/tagging-request.ts";
import { emptyStore, startTestStore } from "./test-store.ts";

/** A call that is about to be sent for a cell: `count` is 1 for the first of its operation there. */
export type CallSeen = { operation: string; account: string; region: string; count: number };

export type StandInTagging = {
  standIn: StandIn;
  estate: TaggingEstate;
  database: Store;
  store: JobStore;
  /** Attempts by operation, since the last `forgetCalls`. */
  calls: Map<string, number>;
  /** Every attempt in order. */
  sequence: string[];
  /** Called before each attempt is sent; tests change the world here. */
  beforeCall: (call: CallSeen) => void | Promise<void>;
  /** What the dashboard's table was told of the tag. */
  told: Map<string, readonly TagSpec[]>;
  /** Plans, starts and runs a job to where its worker ends. */
  run(request: TaggingRequest, purpose?: Partial<JobPurpose>): Promise<TaggingJob>;
  plan(request: TaggingRequest): Promise<TaggingPlan>;
  start(plan: TaggingPlan, purpose?: Partial<JobPurpose>): Promise<void>;
  /** Works on a started job, and answers how it stands then. */
  work(id: string): Promise<TaggingJob>;
  close(): Promise<void>;
  addFaults(faults: readonly FaultInput[]): Promise<void>;
  clear(): Promise<void>;
  /** Every EC2 and hybrid node of the estate that exists, but for those of the denied cell. */
  nodes(): TaggingTarget[];
  tagsOf(node: TaggingTarget): Record<string, string>;
  setTag(node: TaggingTarget, key: string, value: string): void;
  deleteTag(node: TaggingTarget, key: string): void;
  /** Every tag of every node of the estate, as text to compare. */
  allTags(): Map<string, string>;
};

const QUICK: Patience = {
  visibleMs: [5, 10, 20, 40, 80, 160, 320, 640],
  busyMs: [5, 5, 5, 5],
  heldEveryMs: 20,
  heldMs: 2000,
  credentialsMs: 50,
};

const TESTER = { kind: "script", name: "test", session: "", from: "127.0.0.1" } as const;

/** Tagging against a stand-in of its own, spoken to by the real SDK. For tests. */
export async function startStandInTagging(options: StandInOptions): Promise<StandInTagging> {
  const standIn = await startStandIn(options);
  const accounts = standIn.accounts.map(({ id, label, reachRole }) => ({
    account: parsed(parseAccountId(id)),
    label,
    roleArn: reachRole.arn,
    externalId: reachRole.externalId,
    regions: null,
    role: null,
  }));
  const newAccess = () =>
    new AwsAccess({
      homeRegion: "us-east-1",
      accounts,
      endpoint: standIn.url,
      credentials: async () => standIn.credentials.dashboard,
      limits: { attempts: 3, attemptMs: 2_000, callMs: 15_000 },
    });
  let access = newAccess();
  const watched = new Map<CellClients, Map<string, number>>();
  const told = new Map<string, readonly TagSpec[]>();
  const database = await startTestStore();
  const store = createJobStore(database);
  const enabled = standIn.estate.regions.filter(({ optIn }) => optIn !== "not-opted-in");
  const self: StandInTagging = {
    standIn,
    database,
    store,
    estate: {
      tag: DOCUMENTED_TAG,
      known: new Map(standIn.accounts.map(({ id }) => [id, new Map(enabled.map(({ name }) => [name, null]))])),
      clients: (account, region) => watch(access.cell(account, region)),
      guardedClients: (account, region, present) => {
        const clients = access.guardedCell(account, region, present);
        return clients && watch(clients);
      },
      onSpellingsRead: (node, found) => told.set(keyOf(node), found),
      size: () => standIn.estate.cells.reduce((sum, cell) => sum + cell.size, 0),
      rules: { confirmAbove: 500, confirmShare: 0.2, referenceRequired: false, planMinutes: 15, sessionPolicy: false },
      patience: QUICK,
    },
    calls: new Map(),
    sequence: [],
    beforeCall: () => undefined,
    told,
    async plan(request) {
      const made = await makePlan(store, self.estate, request, TESTER, new AbortController().signal);
      if (!made.ok) throw new Error(made.problem.title);
      return made.plan;
    },
    async start(plan, purpose = {}) {
      const given = { reason: "test", reference: "", incident: null, ...purpose };
      const started = await store.start(plan.id, { ...given, actor: TESTER, idempotencyKey: null, expiryOf: null });
      if (started.result !== "started") throw new Error(started.result);
    },
    async work(id) {
      await runJob(self.estate, store, id);
      const job = await store.find(id);
      if (job === undefined) throw new Error("The job was forgotten.");
      return job;
    },
    async run(request, purpose) {
      const plan = await self.plan(request);
      await self.start(plan, purpose);
      return self.work(plan.id);
    },
    async close() {
      access.close();
      await standIn.close();
      await database.close();
    },
    async addFaults(faults) {
      await controlStandIn(standIn, "POST", "/_control/faults", faults);
    },
    async clear() {
      await controlStandIn(standIn, "DELETE", "/_control/faults");
      await controlStandIn(standIn, "POST", "/_control/reset", {});
      await emptyStore(database);
      // What earlier tests asked for must not be waited out: each test has the rates of a server that has just started.
      access.close();
      access = newAccess();
      watched.clear();
      self.beforeCall = () => undefined;
      self.estate.patience = QUICK;
      self.calls.clear();
      self.sequence.length = 0;
      told.clear();
    },
    nodes() {
      const { deniedCell } = standIn.estate;
      return standIn.estate.cells.flatMap((cell) => {
        if (cell.account === deniedCell.account && cell.region === deniedCell.region) return [];
        return indexesOf(cell.size)
          .filter((index) => cell.exists(index))
          .map((index) => ({ account: cell.account, region: cell.region, id: cell.id(index) }));
      });
    },
    tagsOf: (node) => Object.fromEntries(cellOf(standIn, node).tags(indexOf(standIn, node))),
    setTag: (node, key, value) => cellOf(standIn, node).setTag(indexOf(standIn, node), key, value),
    deleteTag: (node, key) => cellOf(standIn, node).deleteTag(indexOf(standIn, node), key),
    allTags() {
      const all = new Map<string, string>();
      for (const cell of standIn.estate.cells) {
        for (const index of indexesOf(cell.size)) {
          if (!cell.exists(index)) continue;
          const tags = [...cell.tags(index)].sort(([one], [other]) => (one < other ? -1 : 1));
          all.set(keyOf({ ...cell, account: cell.account, region: cell.region, id: cell.id(index) }), JSON.stringify(tags));
        }
      }
      return all;
    },
  };

  function watch(clients: CellClients): CellClients {
    if (watched.has(clients)) return clients;
    const counts = new Map<string, number>();
    watched.set(clients, counts);
    const count = async (operation: string): Promise<void> => {
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
      self.calls.set(operation, (self.calls.get(operation) ?? 0) + 1);
      self.sequence.push(operation);
      const { account, region } = clients;
      await self.beforeCall({ operation, account, region, count: counts.get(operation) ?? 0 });
    };
    for (const { middlewareStack } of [clients.ec2, clients.ssm]) {
      middlewareStack.addRelativeTo(
        <Args, Result>(next: (args: Args) => Promise<Result>, context: { commandName?: string }) =>
          async (args: Args) => {
            const operation = (context.commandName ?? "").replace(/Command$/, "");
            await count(isDryRun(args) ? `${operation} as a dry run` : operation);
            return next(args);
          },
        { name: "countAttempts", relation: "after", toMiddleware: "retryMiddleware" },
      );
    }
    return clients;
  }
  return self;
}

/** True for a request of EC2 that asks and writes nothing. */
function isDryRun(args: unknown): boolean {
  return JSON.stringify(args, ["input", "DryRun"]).includes("true");
}

/** The key of a node in `told` and `allTags`. */
export function keyOf({ account, region, id }: TaggingTarget): string {
  return `${account} ${region} ${id}`;
}

async function controlStandIn({ url }: StandIn, method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}

function cellOf({ estate }: StandIn, { account, region }: TaggingTarget) {
  const cell = estate.cell(account, region);
  if (cell === undefined) throw new Error(`No cell ${account} ${region}`);
  return cell;
}

function indexOf(standIn: StandIn, node: TaggingTarget): number {
  return cellOf(standIn, node).indexOf(node.id);
}

function indexesOf(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

function parsed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Not well-formed.");
  return value;
}
