import type { AuditEntry } from "#lib/domain/audit.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { AuditPage } from "./read-audit.ts";

export type AuditRequest = { ok: true; page: AuditPage } | { ok: false; problem: Problem & { status: number } };

const MOST_RECORDS = 1000;
const DEFAULT_RECORDS = 200;

const KINDS: Readonly<Record<AuditEntry["kind"], true>> = {
  "sign-in": true,
  "sign-out": true,
  refusal: true,
  configuration: true,
  job: true,
  attempt: true,
  node: true,
  webhook: true,
  unrecorded: true,
  retention: true,
};

/**
 * `after`, `limit` (1 to 1,000), `job`, `node` (ACCOUNT/REGION/ID) and `kind` (several with commas) of a request for audit
 * records. A parameter that cannot be read is refused: leaving it out would answer more than was asked for.
 */
export function readAuditRequest(params: URLSearchParams): AuditRequest {
  const after = readNumber(params.get("after") ?? "0");
  if (after === undefined) return refused("after is the number of a record");
  const limit = readNumber(params.get("limit") ?? String(DEFAULT_RECORDS));
  if (limit === undefined || limit < 1 || limit > MOST_RECORDS) return refused(`limit is a number from 1 to ${MOST_RECORDS}`);
  const page: AuditPage = { after, limit };
  const job = params.get("job");
  if (job !== null) {
    if (!UUID.test(job)) return refused("job is the id of a tagging job");
    page.job = job;
  }
  const node = params.get("node");
  if (node !== null) {
    const [account, region, id, ...more] = node.split("/");
    if (!account || !region || !id || more.length > 0) return refused("node is ACCOUNT/REGION/ID");
    page.node = { account, region, id };
  }
  const kind = params.get("kind");
  if (kind !== null) {
    const kinds = kind.split(",");
    if (!kinds.every(isKind)) return refused(`kind is one or more of ${Object.keys(KINDS).join(", ")}`);
    page.kinds = kinds;
  }
  return { ok: true, page };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function isKind(text: string): text is AuditEntry["kind"] {
  return Object.hasOwn(KINDS, text);
}

function refused(rule: string): AuditRequest {
  return { ok: false, problem: { status: 400, code: "bad-request", title: `The request cannot be read: ${rule}.` } };
}
