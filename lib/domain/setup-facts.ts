import type { Problem } from "./problem.ts";
import type { TagSpec } from "./tag-spec.ts";

/** How this dashboard is set up, as the settings page shows it. Holds no secret: only whether there is one. */
export type SetupFacts = {
  configPath: string;
  accounts: readonly {
    account: string;
    label: string;
    roleArn: string | null;
    hasExternalId: boolean;
    /** Name of Cado's role there; null: found by what Cado's roles are called. */
    cadoRole: string | null;
    /** null: every enabled region. */
    regions: readonly string[] | null;
  }[];
  homeRegion: string;
  tag: TagSpec;
  /** The policy that is taken to be in force until somebody picks another. */
  policy: string;
  tagging: {
    confirmAbove: number;
    confirmShare: number;
    referenceRequired: boolean;
    planMinutes: number;
    sessionPolicy: boolean;
  };
  sweep: { ssm: "properties" | "information"; splitHeavyCells: boolean };
  /** Days; null: kept for good. */
  retention: { auditDays: number | null; historyDays: number | null; jobDays: number | null };
  webhooks: readonly { url: string; events: readonly string[]; coverageBelow: number | null }[];
  server: { host: string; port: number; allowedHosts: readonly string[]; trustedProxies: number };
  dataDir: string;
  /** Where the database is, without its password. */
  database: { kind: "pglite" | "postgres"; place: string };
  hasAuditKey: boolean;
  versions: { cadoReach: string; node: string };
};

/** What the last message to a receiver came to. */
export type WebhookLast = {
  state: "delivered" | "retrying" | "given-up";
  event: string;
  at: string;
  attempts: number;
  status: number | null;
  detail: string;
};

/** What only the database can tell; the problem where it cannot. */
export type StoreFacts =
  | {
      ok: true;
      version: string;
      bytes: number;
      auditHead: { seq: number; hash: string } | null;
      jobs: number;
      /** What last came of each webhook, in the configuration's order; null where nothing was sent yet. */
      webhooks: readonly (WebhookLast | null)[];
    }
  | { ok: false; problem: Problem };
