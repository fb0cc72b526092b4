import "server-only";
import { join } from "node:path";
import type { SetupFacts } from "#lib/domain/setup-facts.ts";
import { getSettings, type Settings } from "#lib/settings.ts";
import { shownUrl } from "#lib/webhooks/receiver.ts";
import packageJson from "../../package.json" with { type: "json" };
import { type Config, getConfig } from "./config.ts";

/** How this process is set up, from its configuration and settings, without anything that is secret. */
export function setupFacts(config: Config = getConfig(), settings: Settings = getSettings()): SetupFacts {
  const { tag, policy, tagging, sweep, retention } = config;
  const { configPath, homeRegion, host, port, allowedHosts, trustedProxies, dataDir, databaseUrl, auditKey } = settings;
  const embedded = { kind: "pglite", place: join(/*turbopackIgnore: true*/ dataDir, "db") } as const;
  return {
    configPath,
    accounts: config.accounts.map(({ account, label, roleArn, externalId, role, regions }) => ({
      account,
      label,
      roleArn,
      hasExternalId: externalId !== null,
      cadoRole: role ?? config.role,
      regions,
    })),
    homeRegion,
    tag,
    policy,
    tagging,
    sweep,
    retention,
    webhooks: config.webhooks.map(({ url, events, coverageBelow }) => ({ url: shownUrl(url), events, coverageBelow })),
    server: { host, port, allowedHosts, trustedProxies },
    dataDir,
    database: databaseUrl === null ? embedded : { kind: "postgres", place: databasePlace(databaseUrl) },
    hasAuditKey: auditKey !== null,
    versions: { cadoReach: packageJson.version, node: process.version },
  };
}

/** `host:5432/database`: an address of a database can hold a password in its user part and in its query. */
function databasePlace(url: string): string {
  if (!URL.canParse(url)) return "DATABASE_URL";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
