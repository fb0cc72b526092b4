import type { Finding } from "#lib/policy/findings/finding.ts";

/** Names a finding on the page and in a link to it: what it is, of which policy and statement, counted from 1. */
export function findingId({ code, policy, statement, path }: Pick<Finding, "code" | "policy" | "statement" | "path">): string {
  const place = [policy, statement].flatMap((index) => (index === null ? [] : [index + 1]));
  const member = path === null ? "" : `-${path.replaceAll(/[^\w]+/g, "-").replaceAll(/^-|-$/g, "")}`;
  return `finding-${[code, ...place].join("-")}${member}`;
}
