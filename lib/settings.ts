import "server-only";
import { isIP } from "node:net";
import { resolve } from "node:path";
import type { Problem } from "./domain/problem.ts";

/** What the environment says about how the dashboard runs. AWS's own variables are read by the SDK itself, but for the region. */
export type Settings = {
  /** Address to listen on; loopback unless told otherwise. */
  host: string;
  port: number;
  /** The secret that opens the dashboard. The launcher makes one where none is given. */
  token: string;
  /** True where the launcher made the token and printed it, so that no person has to remember it. */
  tokenIsPrinted: boolean;
  /** Host names, with or without a port, that the dashboard answers to beside loopback and `host`. */
  allowedHosts: readonly string[];
  /** How many proxies in front add the address that they saw to X-Forwarded-For; 0: that header is not believed. */
  trustedProxies: number;
  /** Absolute path of the configuration file. */
  configPath: string;
  /** True where somebody named the file: then it has to exist. */
  configIsNamed: boolean;
  /** Absolute path of the directory that the dashboard may write in. */
  dataDir: string;
  /** Address of a Postgres server; null: the database is embedded, in `dataDir`. */
  databaseUrl: string | null;
  /** Key of the audit chain's HMAC; null: plain SHA-256. */
  auditKey: string | null;
  /** Region of the first calls (who am I, which regions are enabled). */
  homeRegion: string;
  /** Shown beside the product's name; "" for none. */
  estateLabel: string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: readonly Problem[] };

/** Shorter ones can be guessed at the rate at which a local server answers. */
const TOKEN_MIN_LENGTH = 8;

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** The settings, or every problem at once, each naming its variable. An empty variable counts as not set. */
export function parseSettings(env: Environment): SettingsResult {
  const { settings, problems } = readSettings(env);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };
}

/** For the start-up checks: what could be read although something else is wrong, beside what is wrong. */
export function readSettings(env: Environment): { settings: Settings; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const text = (name: string, fallback: string): string => env[name]?.trim() || fallback;
  const check = (fine: boolean, name: string, title: string, remedy: string): void => {
    if (!fine) problems.push({ code: "bad-setting", title: `${name} ${title}`, remedy });
  };

  const host = text("HOST", "127.0.0.1");
  check(isHost(host), "HOST", `is not an address or host name: ${quote(host)}`, "Set HOST to 127.0.0.1, or leave it out.");

  const portText = text("PORT", "3000");
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : -1;
  check(port >= 1 && port <= 65_535, "PORT", `is not a port number: ${quote(portText)}`, "Set PORT to a number from 1 to 65535.");

  const token = text("CADO_REACH_TOKEN", "");
  check(token !== "", "CADO_REACH_TOKEN", "is not set", "Start with `npm start`, which makes a token, or set one yourself.");
  check(
    token === "" || (token.length >= TOKEN_MIN_LENGTH && /^[\x21-\x7e]+$/.test(token)),
    "CADO_REACH_TOKEN",
    `has to be at least ${TOKEN_MIN_LENGTH} visible ASCII characters`,
    "Make one with `openssl rand -hex 32`.",
  );

  const allowedHosts = text("CADO_REACH_ALLOWED_HOSTS", "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  for (const name of allowedHosts) {
    const fine = isHost(name.replace(/:\d{1,5}$/, ""));
    check(fine, "CADO_REACH_ALLOWED_HOSTS", `names no host: ${quote(name)}`, "List host names without scheme or wildcard.");
  }

  const proxies = text("CADO_REACH_TRUSTED_PROXIES", "0");
  check(
    /^\d$/.test(proxies),
    "CADO_REACH_TRUSTED_PROXIES",
    `is not a number from 0 to 9: ${quote(proxies)}`,
    "Set it to the number of proxies that a request comes through.",
  );

  const homeRegion = text("AWS_REGION", text("AWS_DEFAULT_REGION", "us-east-1"));
  check(
    REGION.test(homeRegion),
    "AWS_REGION",
    `is not a region name: ${quote(homeRegion)}`,
    "Set AWS_REGION to a name such as us-east-1.",
  );

  const databaseUrl = text("DATABASE_URL", "");
  check(
    databaseUrl === "" || /^postgres(ql)?:\/\/\S+$/.test(databaseUrl),
    "DATABASE_URL",
    "is not the address of a Postgres database",
    "It looks like postgres://USER:PASSWORD@HOST:5432/DATABASE; leave it out for the embedded database.",
  );

  const auditKey = text("CADO_REACH_AUDIT_KEY", "");
  check(
    auditKey === "" || auditKey.length >= 16,
    "CADO_REACH_AUDIT_KEY",
    "has to be at least 16 characters",
    "Make one with `openssl rand -hex 32`.",
  );

  return {
    problems,
    settings: {
      host,
      port,
      token,
      tokenIsPrinted: text("CADO_REACH_TOKEN_PRINTED", "") === "1",
      allowedHosts,
      trustedProxies: /^\d$/.test(proxies) ? Number(proxies) : 0,
      configPath: resolve(/*turbopackIgnore: true*/ text("CADO_REACH_CONFIG", "cado-reach.config.json")),
      configIsNamed: text("CADO_REACH_CONFIG", "") !== "",
      dataDir: resolve(/*turbopackIgnore: true*/ text("CADO_REACH_DATA", ".cado-reach")),
      databaseUrl: databaseUrl || null,
      auditKey: auditKey || null,
      homeRegion,
      estateLabel: text("CADO_REACH_ESTATE_LABEL", ""),
    },
  };
}

// Next bundles every route by itself; a module variable would be read once per bundle.
const memory = globalThis as { cadoReachSettings?: Settings };

/** The settings of this process. Throws where they are not valid; the launcher has said so in words before. */
export function getSettings(): Settings {
  if (memory.cadoReachSettings) return memory.cadoReachSettings;
  const result = parseSettings(process.env);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.title).join("; "));
  memory.cadoReachSettings = result.settings;
  return result.settings;
}

function isHost(text: string): boolean {
  // An all-digit last label would be a broken IPv4 address, not a name (RFC 3696, section 2).
  return isIP(text) !== 0 || (HOST_NAME.test(text) && !/(^|\.)\d+$/.test(text));
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
