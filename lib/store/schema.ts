import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import type { Actor } from "#lib/domain/actor.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { DryRun, OutcomeState, PlannedNode, TaggingAction, TaggingJobState } from "#lib/domain/tagging.ts";
import type { AttemptCall } from "#lib/tagging/job-store.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** A plan, and once somebody started it the job. `state` `planned` is never shown as a job. */
export const taggingJob = pgTable(
  "tagging_job",
  {
    id: uuid("id").primaryKey(),
    state: text("state").$type<"planned" | TaggingJobState>().notNull(),
    action: text("action").$type<TaggingAction>().notNull(),
    tagKey: text("tag_key").notNull(),
    tagValue: text("tag_value").notNull(),
    planHash: text("plan_hash").notNull(),
    dryRuns: jsonb("dry_runs").$type<readonly DryRun[]>().notNull(),
    undoOf: uuid("undo_of"),
    /** Set where the end of an incident started this job: that happens once. */
    expiryOf: uuid("expiry_of").unique(),
    actor: jsonb("actor").$type<Actor>().notNull(),
    reason: text("reason").notNull().default(""),
    reference: text("reference").notNull().default(""),
    incidentOwner: text("incident_owner"),
    expiresAt: moment("expires_at"),
    idempotencyKey: text("idempotency_key").unique(),
    asked: text("asked").$type<"pause" | "cancel">(),
    trouble: jsonb("trouble").$type<Problem>(),
    /** Counts the workers that have had this job. A worker that finds another number here has lost it. */
    epoch: integer("epoch").notNull().default(0),
    /** Rises with every change of the job or of its nodes. */
    version: integer("version").notNull().default(0),
    total: integer("total").notNull(),
    counts: jsonb("counts").$type<Record<OutcomeState, number>>().notNull(),
    createdAt: moment("created_at").notNull(),
    validUntil: moment("valid_until").notNull(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
  },
  (table) => [
    index("tagging_job_started").on(table.startedAt),
    index("tagging_job_undo").on(table.undoOf),
    index("tagging_job_expiry").on(table.expiresAt),
  ],
);

/** One node of a job: what was planned, and how far it got. */
export const taggingNode = pgTable(
  "tagging_node",
  {
    jobId: uuid("job_id")
      .notNull()
      .references(() => taggingJob.id, { onDelete: "cascade" }),
    /** Its place in the request. */
    at: integer("at").notNull(),
    account: text("account").notNull(),
    region: text("region").notNull(),
    nodeId: text("node_id").notNull(),
    plan: text("plan").$type<PlannedNode["plan"]>().notNull(),
    state: text("state").$type<OutcomeState>().notNull(),
    before: jsonb("before").$type<TagReading>(),
    /** Every spelling that is to be there at the end; null where nothing is to be changed. */
    goal: jsonb("goal").$type<readonly TagSpec[]>(),
    after: jsonb("after").$type<TagReading>(),
    problem: jsonb("problem").$type<Problem>(),
    requestIds: jsonb("request_ids").$type<readonly string[]>().notNull(),
    /** True from the moment at which a write for this node was about to be sent. */
    intended: boolean("intended").notNull().default(false),
    /** The job's version at the last change. */
    version: integer("version").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.at] }),
    index("tagging_node_version").on(table.jobId, table.version),
    index("tagging_node_node").on(table.account, table.region, table.nodeId),
  ],
);

/** A chunk of nodes that is about to be written: kept before AWS is called, answered after. */
export const taggingAttempt = pgTable(
  "tagging_attempt",
  {
    id: uuid("id").primaryKey(),
    jobId: uuid("job_id")
      .notNull()
      .references(() => taggingJob.id, { onDelete: "cascade" }),
    epoch: integer("epoch").notNull(),
    account: text("account").notNull(),
    region: text("region").notNull(),
    /** Places of its nodes in the job. */
    places: jsonb("places").$type<readonly number[]>().notNull(),
    intendedAt: moment("intended_at").notNull(),
    answeredAt: moment("answered_at"),
    calls: jsonb("calls").$type<readonly AttemptCall[]>(),
  },
  (table) => [index("tagging_attempt_job").on(table.jobId)],
);

/** A node that a job is at just now: two jobs never write to one node at the same time. */
export const nodeClaim = pgTable(
  "node_claim",
  {
    account: text("account").notNull(),
    region: text("region").notNull(),
    nodeId: text("node_id").notNull(),
    jobId: uuid("job_id")
      .notNull()
      .references(() => taggingJob.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.account, table.region, table.nodeId] }), index("node_claim_job").on(table.jobId)],
);

/** The audit chain. Rows are only ever added; retention takes the oldest away and says so in the chain. */
export const auditRecord = pgTable(
  "audit_record",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    at: moment("at").notNull(),
    kind: text("kind").notNull(),
    jobId: uuid("job_id"),
    account: text("account"),
    region: text("region"),
    nodeId: text("node_id"),
    /** The JSON text that was hashed. */
    body: text("body").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [
    index("audit_record_job").on(table.jobId),
    index("audit_record_node").on(table.account, table.region, table.nodeId),
    index("audit_record_at").on(table.at),
  ],
);

/** The end of the chain, in one row that whoever adds to it holds. */
export const auditHead = pgTable("audit_head", {
  id: integer("id").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});

/** How a cell was read: a point of the coverage history. */
export const cellReading = pgTable(
  "cell_reading",
  {
    account: text("account").notNull(),
    region: text("region").notNull(),
    at: moment("at").notNull(),
    state: text("state").notNull(),
    nodes: integer("nodes").notNull(),
    problem: jsonb("problem").$type<Problem>(),
    /** Digest of the policy in force that verdicts were decided with. */
    policy: text("policy").notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.region, table.at] }), index("cell_reading_at").on(table.at)],
);

/** How a node stood, from one reading of its cell until another one that found it different or gone. */
export const nodeSpan = pgTable(
  "node_span",
  {
    account: text("account").notNull(),
    region: text("region").notNull(),
    nodeId: text("node_id").notNull(),
    fromAt: moment("from_at").notNull(),
    /** null: still so. */
    toAt: moment("to_at"),
    name: text("name").notNull(),
    runCommand: text("run_command").notNull(),
    portForwarding: text("port_forwarding").notNull(),
    tagState: text("tag_state").notNull(),
    /** Every tag; null where they were not read. */
    tags: jsonb("tags").$type<Readonly<Record<string, string>>>(),
    digest: text("digest").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.region, table.nodeId, table.fromAt] }),
    index("node_span_from").on(table.fromAt),
    index("node_span_to").on(table.toAt),
    unique("node_span_open").on(table.account, table.region, table.nodeId, table.toAt).nullsNotDistinct(),
  ],
);

/** Small things that outlive a start: the configuration last seen, when coverage was last told. */
export const keptValue = pgTable("kept_value", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
  at: moment("at").notNull(),
});
