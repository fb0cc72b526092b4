/** What decides which names the server answers to. Subset of Settings, so that the rule stays pure. */
export type HostRule = { host: string; port: number; allowedHosts: readonly string[] };

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
const WILDCARD = new Set(["0.0.0.0", "::", "[::]"]);

/**
 * True where a request's Host header names this server: a loopback name or the bound host, each with our port, or a
 * name from `allowedHosts` (with the port given there, else with ours or none, as behind a TLS proxy).
 * Keeps DNS rebinding out: a foreign name that resolves to this address is still a foreign name.
 */
export function isAllowedHost(header: string | null, rule: HostRule): boolean {
  if (header === null) return false;
  const host = header.toLowerCase();
  const own = WILDCARD.has(rule.host) ? LOOPBACK : [...LOOPBACK, bracketed(rule.host.toLowerCase())];
  if (own.some((name) => host === `${name}:${rule.port}` || (rule.port === 80 && host === name))) return true;
  return rule.allowedHosts.some((allowed) => {
    const name = allowed.toLowerCase();
    return host === name || (!hasPort(name) && host === `${name}:${rule.port}`);
  });
}

function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

function hasPort(name: string): boolean {
  return /:\d+$/.test(name) && !name.endsWith("]");
}
