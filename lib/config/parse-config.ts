import "server-only";
import { z } from "zod";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { POLICIES_IN_FORCE } from "#lib/policy/policy-in-force.ts";
import type { Config, ConfigResult } from "./config.ts";

const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]{1,577}$/;

const account = z.string().transform((text, context) => {
  const id = parseAccountId(text);
  if (id === undefined) context.addIssue({ code: "custom", message: "has to be 12 digits, in quotes" });
  return id ?? z.NEVER;
});

const region = z.string().transform((text, context) => {
  const name = parseRegionName(text);
  if (name === undefined) context.addIssue({ code: "custom", message: "is not a region name such as us-east-1" });
  return name ?? z.NEVER;
});

/** IAM's pattern for the name of a role; an ARN is the usual slip. */
const roleName = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, "has to be the name of a role (not its ARN): 1 to 64 letters, digits or + = , . @ - _");

const accountEntry = z
  .strictObject({
    account,
    label: z.string().max(64).default(""),
    roleArn: z.string().regex(ROLE_ARN, "has to look like arn:aws:iam::222222222222:role/NAME").optional(),
    // STS AssumeRole: ExternalId 2..1224 of these characters.
    externalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, "has to be 2 to 1224 letters, digits or + = , . @ : / - _")
      .optional(),
    role: roleName.optional(),
    regions: z.array(region).min(1, "has to name a region; leave it out for every enabled one").optional(),
  })
  .superRefine((entry, context) => {
    const arnAccount = ROLE_ARN.exec(entry.roleArn ?? "")?.[1];
    if (arnAccount !== undefined && arnAccount !== entry.account) {
      context.addIssue({
        code: "custom",
        path: ["roleArn"],
        message: `is a role of account ${arnAccount}, not of ${entry.account}`,
      });
    }
    if (entry.externalId !== undefined && entry.roleArn === undefined) {
      context.addIssue({ code: "custom", path: ["externalId"], message: "needs a roleArn beside it" });
    }
    for (const [at, name] of (entry.regions ?? []).entries()) {
      if (entry.regions?.indexOf(name) !== at) {
        context.addIssue({ code: "custom", path: ["regions", at], message: `names ${name} a second time` });
      }
    }
  });

const accounts = z.array(accountEntry).superRefine((entries, context) => {
  const own = entries.findIndex((entry) => entry.roleArn === undefined);
  for (const [at, entry] of entries.entries()) {
    if (entries.findIndex((other) => other.account === entry.account) !== at) {
      context.addIssue({ code: "custom", path: [at, "account"], message: `names account ${entry.account} a second time` });
    } else if (entry.roleArn === undefined && at !== own) {
      context.addIssue({
        code: "custom",
        path: [at, "roleArn"],
        message: "is missing: the current credentials can be of one account only",
      });
    }
  }
});

const days = z.int("has to be a whole number of days").min(1, "has to be at least 1 day").nullable();

const tagging = z.strictObject({
  confirmAbove: z.int().min(0).default(500),
  confirmShare: z.number().min(0).max(1, "is a share of the estate, from 0 to 1").default(0.2),
  referenceRequired: z.boolean().default(false),
  planMinutes: z.number().min(1).max(1440).default(15),
  sessionPolicy: z.boolean().default(false),
});

const sweep = z.strictObject({
  ssm: z.enum(["properties", "information"]).default("properties"),
  splitHeavyCells: z.boolean().default(true),
});

const retention = z.strictObject({
  auditDays: days.default(null),
  historyDays: days.default(null),
  jobDays: days.default(null),
});

const webhook = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: "has to be an http or https address" }),
    // HMAC-SHA-256 gains nothing from keys longer than its block, and short ones can be guessed.
    secret: z.string().min(16, "has to be at least 16 characters"),
    events: z.array(z.enum(["job-ended", "incident-due", "coverage-below"])).min(1, "has to name an event"),
    coverageBelow: z.number().min(0).max(1, "is a share, from 0 to 1").optional(),
  })
  .superRefine((entry, context) => {
    if (entry.events.includes("coverage-below") && entry.coverageBelow === undefined) {
      context.addIssue({ code: "custom", path: ["coverageBelow"], message: "has to be given for the event coverage-below" });
    }
  });

const configFile = z.strictObject({
  $schema: z.string().optional(),
  accounts: accounts.default([]),
  tag: z
    .strictObject({
      // EC2's API model takes 127 characters of key, the user guide says 128: the smaller one works everywhere.
      key: z
        .string()
        .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,127}$/u, "has to be 1 to 127 letters, digits, spaces or _ . : / = + - @")
        .refine((key) => !/^aws:/i.test(key), "must not begin with aws:"),
      value: z
        .string()
        .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, "has to be at most 256 letters, digits, spaces or _ . : / = + - @"),
    })
    .default(DOCUMENTED_TAG),
  role: roleName.optional(),
  policy: z.enum(POLICIES_IN_FORCE).default("documented-tagged"),
  tagging: tagging.prefault({}),
  sweep: sweep.prefault({}),
  retention: retention.prefault({}),
  webhooks: z.array(webhook).default([]),
});

/** Checks the value of a configuration file. Every error is a problem that names its path, such as `accounts[1].roleArn`. */
export function parseConfig(value: unknown): ConfigResult {
  const result = configFile.safeParse(value);
  if (!result.success) return { ok: false, problems: result.error.issues.flatMap(toProblems) };
  const { accounts, tag, role, policy, tagging, sweep, retention, webhooks } = result.data;
  const config: Config = {
    accounts: accounts.map((entry) => ({
      account: entry.account,
      label: entry.label,
      roleArn: entry.roleArn ?? null,
      externalId: entry.externalId ?? null,
      role: entry.role ?? null,
      regions: entry.regions ?? null,
    })),
    tag,
    role: role ?? null,
    policy,
    tagging,
    sweep,
    retention,
    webhooks: webhooks.map((entry) => ({ ...entry, coverageBelow: entry.coverageBelow ?? null })),
  };
  return { ok: true, config };
}

function toProblems(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => problemAt([...issue.path, key], "is not a known setting"));
  }
  return [problemAt(issue.path, issue.message)];
}

function problemAt(path: readonly PropertyKey[], words: string): Problem {
  const place = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return { code: "config-invalid", title: `${place.replace(/^\./, "") || "The file"}: ${words}` };
}
