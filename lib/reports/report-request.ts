import "server-only";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { Capability } from "#lib/domain/verdict.ts";

export type ReportFormat = "csv" | "json";

type Refused = { ok: false; problem: Problem & { status: number } };

const format = z.enum(["csv", "json"], "is csv or json").default("json");

const Coverage = z.strictObject({
  at: z
    .union(
      [z.iso.datetime({ offset: true }), z.iso.date()],
      "is a moment such as 2026-11-24T14:02:00Z, or a day such as 2026-11-24",
    )
    // A day means all of it: as it stood when the day was over.
    .transform((text) => new Date(text.length === 10 ? `${text}T23:59:59.999Z` : text))
    .optional(),
  capability: z.enum(["run-command", "port-forwarding"], "is run-command or port-forwarding").default("run-command"),
  format,
});

export type CoverageReportRequest = { ok: true; at: Date; capability: Capability; format: ReportFormat } | Refused;

/** Reads `?at=2026-11-24T14:02:00Z&capability=run-command&format=csv`. Without `at`, and for moments to come, it is now. */
export function parseCoverageRequest(parameters: URLSearchParams, now: Date): CoverageReportRequest {
  const read = Coverage.safeParse(Object.fromEntries(parameters));
  if (!read.success) return refused(read.error);
  const { at = now, ...rest } = read.data;
  return { ok: true, at: at > now ? now : at, ...rest };
}

export type JobReportRequest = { ok: true; id: string; format: ReportFormat } | Refused;

/** Reads the id of a job and `?format=csv`. What cannot be the id of a job is not looked for. */
export function parseJobRequest(id: string, parameters: URLSearchParams): JobReportRequest {
  if (!z.uuid().safeParse(id).success) return { ok: false, problem: noSuchJobReport() };
  const read = z.strictObject({ format }).safeParse(Object.fromEntries(parameters));
  return read.success ? { ok: true, id, ...read.data } : refused(read.error);
}

export function noSuchJobReport(): Problem & { status: number } {
  const remedy = "Look it up among the changes. One that retention took away is in the archive folder of the data directory.";
  return { status: 404, code: "no-such-job", title: "There is no such tagging job.", remedy };
}

export function noSuchMoment(before: string | null): Problem & { status: number } {
  return before === null
    ? { status: 404, code: "not-read-yet", title: "Nothing was read by then.", remedy: "Ask for a moment after the first sweep." }
    : {
        status: 404,
        code: "history-not-kept",
        title: `The coverage history is kept from ${before} on.`,
        remedy: "What was before is in the archive folder of the data directory.",
      };
}

function refused({ issues }: z.ZodError): Refused {
  const [issue] = issues;
  const where = issue === undefined ? "" : issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".");
  const why = issue?.code === "unrecognized_keys" ? "is not known here" : (issue?.message ?? "");
  return { ok: false, problem: { status: 400, code: "bad-request", title: `${where}: ${why}` } };
}
