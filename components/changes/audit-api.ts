import type { AuditRecord } from "#lib/domain/audit.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { type Answer, askServer } from "./ask-server.ts";

export type AuditHead = { seq: number; hash: string };
export type AuditPage = { records: readonly AuditRecord[]; head: AuditHead };

/** The most records that the server gives in one answer. */
export const MOST_RECORDS = 1000;

/** The end of the chain. */
export function readAuditHead(signal: AbortSignal): Promise<Answer<AuditHead>> {
  return askServer("/api/audit/head", signal);
}

/** The first records of a job, oldest first. */
export function readJobAudit(job: string, limit: number, signal: AbortSignal): Promise<Answer<AuditPage>> {
  return askServer(`/api/audit?${new URLSearchParams({ job, limit: String(limit) })}`, signal);
}

/** How a node ended in each job, oldest first. */
export async function readNodeAudit({ account, region, id }: TaggingTarget, signal: AbortSignal): Promise<Answer<AuditPage>> {
  const records: AuditRecord[] = [];
  for (let after = 0; ; ) {
    const query = { node: `${account}/${region}/${id}`, kind: "node", after: String(after), limit: String(MOST_RECORDS) };
    const answer = await askServer<AuditPage>(`/api/audit?${new URLSearchParams(query)}`, signal);
    if (!answer.ok) return answer;
    records.push(...answer.value.records);
    const last = records.at(-1);
    if (answer.value.records.length < MOST_RECORDS || last === undefined || last.seq <= after) {
      return { ok: true, value: { records, head: answer.value.head } };
    }
    after = last.seq;
  }
}
