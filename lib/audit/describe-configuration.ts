import { randomBytes, scryptSync } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Config } from "#lib/config/config.ts";
import type { AuditEntry } from "#lib/domain/audit.ts";
import type { Settings } from "#lib/settings.ts";

/** Every value by its path; of a secret only a slow digest, with a salt of the database's own. */
export type Description = { salt: string; values: Readonly<Record<string, unknown>> };

type Change = Extract<AuditEntry, { kind: "configuration" }>["changed"][number];

/** Stands for a secret. Stays in the database and never gets into the record. */
type SecretDigest = { secret: string };

const MOST_CHANGES = 500;

/**
 * What is configured, flat: `accounts[111111111111].regions`, `settings.host`. Where it listens and where its files are
 * is left out: that differs between the replicas of one dashboard.
 */
export function describeConfiguration(
  config: Config,
  settings: Settings,
  salt: string = randomBytes(16).toString("base64url"),
): Description {
  // A webhook's address may be as good as a password, and so may that of a database.
  const digest = (secret: string): SecretDigest => ({
    secret: scryptSync(secret, salt, 16, { N: 4096 }).toString("base64url"),
  });
  const { accounts, webhooks, ...plain } = config;
  const { host, allowedHosts, trustedProxies, homeRegion, estateLabel, token, tokenIsPrinted, auditKey, databaseUrl } = settings;
  const values: Record<string, unknown> = {};
  flatten(plain, "", values);
  for (const account of accounts) flatten(account, `accounts[${account.account}]`, values);
  webhooks.forEach((webhook, at) => {
    const { origin } = new URL(webhook.url);
    const { events, coverageBelow } = webhook;
    flatten({ origin, events, coverageBelow }, `webhooks[${at}]`, values);
    values[`webhooks[${at}].url`] = digest(webhook.url);
    values[`webhooks[${at}].secret`] = digest(webhook.secret);
  });
  flatten({ host, allowedHosts, trustedProxies, homeRegion, estateLabel }, "settings", values);
  values["settings.token"] = tokenIsPrinted ? "made at every start" : digest(token);
  values["settings.auditKey"] = auditKey === null ? null : digest(auditKey);
  values["settings.databaseUrl"] = databaseUrl === null ? null : digest(databaseUrl);
  return { salt, values };
}

/** What differs, by path; `null` stands for what is not there. Secrets read "(secret)", or "(another secret)". */
export function findChanges(before: Description["values"], after: Description["values"]): readonly Change[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changes = paths.flatMap((path): Change[] => {
    const [old = null, now = null] = [before[path], after[path]];
    if (isDeepStrictEqual(old, now)) return [];
    const words = isSecret(old) ? "(another secret)" : "(secret)";
    return [{ path, before: isSecret(old) ? "(secret)" : old, after: isSecret(now) ? words : now }];
  });
  if (changes.length <= MOST_CHANGES) return changes;
  const more = { path: "…", before: null, after: `and ${changes.length - MOST_CHANGES} more` };
  return [...changes.slice(0, MOST_CHANGES), more];
}

function isSecret(value: unknown): value is SecretDigest {
  return typeof value === "object" && value !== null && "secret" in value;
}

function flatten(value: unknown, path: string, into: Record<string, unknown>): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    into[path] = value;
    return;
  }
  for (const [name, member] of Object.entries(value)) flatten(member, path === "" ? name : `${path}.${name}`, into);
}
