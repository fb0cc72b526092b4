import "server-only";
import { readFileSync } from "node:fs";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { placeAt, readJson } from "#lib/policy/json-text.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { getSettings } from "#lib/settings.ts";
import { parseConfig } from "./parse-config.ts";

/** One account to read. */
export type AccountConfig = {
  account: AccountId;
  /** For people; "" where none is given. */
  label: string;
  /** Role to assume in the account; null: the current credentials are of this account. */
  roleArn: string | null;
  externalId: string | null;
  /** Name of Cado's role in this account; null: as for every account. */
  role: string | null;
  /** null: every enabled region. */
  regions: readonly RegionName[] | null;
};

/** What `cado-reach.config.json` says, with every default filled in. */
export type Config = {
  /** Empty: the account of the current credentials, every enabled region. */
  accounts: readonly AccountConfig[];
  tag: TagSpec;
  /** Name of Cado's role where the account does not say another; null: found by what Cado's roles are called. */
  role: string | null;
  /** The policy in force until somebody picks another. */
  policy: PolicyInForce;
  tagging: TaggingRules;
  sweep: SweepRules;
  retention: Retention;
  webhooks: readonly WebhookConfig[];
};

/** What a tagging job asks of the person who starts it. */
export type TaggingRules = {
  /** More nodes to change than this, or than this share of the estate, and their number has to be typed. */
  confirmAbove: number;
  confirmShare: number;
  referenceRequired: boolean;
  /** Minutes after which a plan is too old to be started. */
  planMinutes: number;
  /** Let AWS itself refuse a write to a node whose tag is not as planned, with an STS session policy. */
  sessionPolicy: boolean;
};

/** How the estate is read, where AWS or somebody's rules want it plainer. */
export type SweepRules = {
  /** `information`: managed nodes are listed with ssm:DescribeInstanceInformation alone, 50 a call. */
  ssm: "properties" | "information";
  /** Lists of more than a page are read in parts at once, by how ids begin. */
  splitHeavyCells: boolean;
};

/** Days after which records are taken away; null: never. */
export type Retention = { auditDays: number | null; historyDays: number | null; jobDays: number | null };

export type WebhookEvent = "job-ended" | "incident-due" | "coverage-below";

export type WebhookConfig = {
  url: string;
  /** Signs what is sent; the receiver has it too. */
  secret: string;
  events: readonly WebhookEvent[];
  /** Share of nodes in reach of Run Command, 0 to 1, under which `coverage-below` is sent; null: never. */
  coverageBelow: number | null;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: readonly Problem[] };

/**
 * Reads and checks the configuration file. Reports every error at once, each with its path in the file
 * (`accounts[1].roleArn`). A file that is not there means the defaults, unless `named` says that somebody asked for it.
 */
export function loadConfig(path: string, named = false): ConfigResult {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" && !named) return parseConfig({});
    const why = code === "ENOENT" ? "is not there" : `cannot be read (${String(code ?? "unknown error")})`;
    return refused({
      code: "config-unreadable",
      title: `The configuration file ${path} ${why}`,
      remedy: "Check CADO_REACH_CONFIG.",
    });
  }
  const read = readJson(text);
  if (read.ok) return parseConfig(read.value);
  const { line, column } = placeAt(text, read.fault.offset);
  return refused({
    code: "config-not-json",
    title: `The configuration file ${path} is not valid JSON at line ${line}, column ${column}`,
    detail: read.fault.message,
  });
}

// Next bundles every route by itself; a module variable would be read once per bundle.
const memory = globalThis as { cadoReachConfig?: Config };

/** The configuration of this process, read once. Throws where it is not valid; the launcher has said so in words before. */
export function getConfig(): Config {
  if (memory.cadoReachConfig) return memory.cadoReachConfig;
  const { configPath, configIsNamed } = getSettings();
  const result = loadConfig(configPath, configIsNamed);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.title).join("; "));
  memory.cadoReachConfig = result.config;
  return result.config;
}

function refused(problem: Problem): ConfigResult {
  return { ok: false, problems: [problem] };
}
