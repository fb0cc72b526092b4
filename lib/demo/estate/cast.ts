import type { Keeper } from "./apps.ts";
import type { CadoTagForm } from "./cado-tags.ts";
import type { EstateInstanceState, EstateOperator } from "./instance.ts";
import type { Quirk, Registration } from "./instance-columns.ts";

/** An instance that an estate has for certain, so that the rare cases do not wait for luck. What is left out is ordinary. */
export type CastMember = {
  app: string;
  env?: string;
  /** Its number in its workload. */
  number: number;
  form: CadoTagForm;
  /** "Online" where left out. */
  registration?: Registration;
  /** Seconds since the last ping, where the registration is not online. */
  silent?: number;
  /** "running" where left out. */
  state?: EstateInstanceState;
  agent?: string;
  quirk?: Quirk;
  keeper?: Keeper;
  style?: "plain";
  /** No instance profile. */
  profile?: "none";
  /** Only where default host management is on. */
  hostManagement?: true;
  operator?: EstateOperator;
};

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

/**
 * In the order in which they join: an estate of six has the first six, which are one of each of the main cases; from
 * 60 instances up all are there. None of them lives in the denied cell.
 */
export const CAST: readonly CastMember[] = [
  { app: "storefront", number: 14, form: "exact" },
  { app: "settlement", number: 7, form: "lower-value", style: "plain" },
  { app: "checkout-api", number: 3, form: "absent" },
  { app: "active-directory", number: 2, form: "exact", style: "plain" },
  { app: "sap-s4", number: 2, form: "exact", state: "stopped", keeper: "stack" },
  { app: "feature-store", env: "dev", number: 5, form: "exact", registration: "ConnectionLost", silent: 3 * HOUR },

  { app: "remote-access", number: 1, form: "exact", registration: "none", profile: "none" },
  { app: "storefront", number: 21, form: "upper-value" },
  { app: "log-shipper", number: 4, form: "spaced-value" },
  { app: "event-bus", number: 6, form: "empty-value" },
  { app: "ledger", number: 1, form: "lower-key" },
  { app: "inspection", number: 2, form: "upper-key" },
  { app: "settlement", number: 9, form: "conflicting-values" },
  { app: "checkout-api", env: "staging", number: 1, form: "conflicting-spellings" },
  { app: "metrics", number: 2, form: "camel-key-wrong-value" },
  { app: "bastion", number: 1, form: "false-value" },
  { app: "virtual-desktop", number: 31, form: "absent" },
  { app: "intranet", number: 12, form: "lower-value" },
  { app: "file-server", number: 3, form: "exact", registration: "ConnectionLost", silent: 3 * WEEK, style: "plain" },
  { app: "file-server", number: 4, form: "exact", state: "stopped", style: "plain" },
  { app: "ios-builds", env: "dev", number: 1, form: "exact", keeper: "terraform" },
  { app: "ios-builds", env: "dev", number: 2, form: "absent", registration: "none", keeper: "terraform" },
  { app: "sandbox", env: "sandbox", number: 8, form: "exact", profile: "none", hostManagement: true },
  { app: "crm", number: 1, form: "exact", agent: "3.0.161.0" },
  { app: "crm", number: 2, form: "exact", agent: "2.3.372.0", quirk: "short-id" },
  { app: "crm", number: 3, form: "absent", registration: "Inactive", silent: 12 * WEEK },
  { app: "kubernetes-auto", number: 1, form: "absent", registration: "none" },
  { app: "kubernetes-auto", number: 2, form: "exact", registration: "none" },
  { app: "image-resizer", number: 1, form: "absent", registration: "none" },
  {
    app: "kubernetes",
    number: 1,
    form: "exact",
    keeper: "node-group",
    operator: { principal: "eks.amazonaws.com", hiddenByDefault: false },
  },
  { app: "kubernetes", number: 2, form: "exact", keeper: "node-group" },
  { app: "kubernetes", number: 3, form: "absent", keeper: "karpenter" },
  { app: "checkout-api", number: 5, form: "exact", keeper: "beanstalk" },
  { app: "warehouse-etl", number: 6, form: "exact", keeper: "stack" },
  { app: "notebooks", env: "dev", number: 1, form: "absent", quirk: "no-tags" },
  { app: "sandbox", env: "sandbox", number: 2, form: "absent", quirk: "no-tags", registration: "none", profile: "none" },
  { app: "model-training", env: "dev", number: 1, form: "absent", quirk: "fifty-tags" },
  { app: "model-training", env: "dev", number: 2, form: "exact", quirk: "fifty-tags" },
  { app: "notebooks", env: "dev", number: 5, form: "exact", quirk: "unnamed" },
  { app: "remote-access", number: 2, form: "exact", quirk: "long-name", keeper: "hand" },
  { app: "notebooks", env: "dev", number: 6, form: "lower-value", quirk: "right-to-left" },
  { app: "sandbox", env: "sandbox", number: 4, form: "exact", quirk: "unicode" },
  { app: "sandbox", env: "sandbox", number: 5, form: "absent", quirk: "formula" },
  { app: "sandbox", env: "sandbox", number: 6, form: "absent", quirk: "markup" },
  { app: "ci-runners", env: "dev", number: 40, form: "exact", state: "terminated", keeper: "auto-scaling" },
  { app: "ci-runners", env: "dev", number: 41, form: "exact", state: "shutting-down", keeper: "auto-scaling" },
  { app: "ci-runners", env: "dev", number: 42, form: "exact", state: "pending", keeper: "auto-scaling" },
  { app: "product-search", number: 11, form: "absent", state: "stopping" },
  { app: "sap-s4", number: 1, form: "absent", state: "stopped", keeper: "stack" },
  { app: "erp-database", number: 1, form: "exact" },
  { app: "search-index", number: 3, form: "exact", registration: "ConnectionLost", silent: 9 * 60 },
];
