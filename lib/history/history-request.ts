import "server-only";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { Capability } from "#lib/domain/verdict.ts";

type Refused = { ok: false; problem: Problem & { status: number } };

const moment = z.iso
  .datetime({ offset: true, error: "is a moment such as 2026-11-24T14:02:00Z" })
  .transform((text) => new Date(text).getTime());
const capability = z.enum(["run-command", "port-forwarding"], "is run-command or port-forwarding").default("run-command");

const Series = z.strictObject({
  capability,
  // AWS allows 128 characters in a tag's key.
  by: z
    .string()
    .regex(/^(account|region|tag:.{1,128})?$/su, "is account, region or tag:KEY, or left out")
    .default(""),
  from: moment.optional(),
  to: moment.optional(),
  points: z.coerce.number("is a number").int("is a whole number").min(2, "is 2 at least").max(500, "is 500 at most").default(120),
});

export type HistoryRequest =
  | { ok: true; capability: Capability; by: string; points: number; toMs: number; fromMs: number | null }
  | Refused;

/**
 * Reads `?capability=run-command&by=tag:Team&from=…&to=…&points=120`. Moments to come are now; without `from` it is
 * where the history begins, a month back at most.
 */
export function parseHistoryRequest(parameters: URLSearchParams, now: Date): HistoryRequest {
  const read = Series.safeParse(Object.fromEntries(parameters));
  if (!read.success) return refused(read.error);
  const { from = null, to = now.getTime(), ...rest } = read.data;
  const toMs = Math.min(to, now.getTime());
  if (from !== null && from >= toMs) return wrongOrder();
  return { ok: true, ...rest, toMs, fromMs: from };
}

const Comparison = z.strictObject({
  capability,
  from: moment,
  to: moment.optional(),
  format: z.enum(["json", "csv"], "is json or csv").default("json"),
});

export type ComparisonRequest =
  | { ok: true; capability: Capability; fromMs: number; toMs: number; format: "json" | "csv" }
  | Refused;

/** Reads `?capability=run-command&from=…&to=…&format=csv`. Without `to`, and for moments to come, it is now. */
export function parseComparisonRequest(parameters: URLSearchParams, now: Date): ComparisonRequest {
  const read = Comparison.safeParse(Object.fromEntries(parameters));
  if (!read.success) return refused(read.error);
  const { from, to = now.getTime(), ...rest } = read.data;
  const toMs = Math.min(to, now.getTime());
  if (from >= toMs) return wrongOrder();
  return { ok: true, ...rest, fromMs: from, toMs };
}

/** Why two dates cannot be compared: the history begins later. `since`: epoch milliseconds, null: there is none yet. */
export function notKnownThen(since: number | null): Problem & { status: number } {
  const title = since === null ? "Nothing was read yet." : `The coverage history begins at ${new Date(since).toISOString()}.`;
  const remedy = since === null ? "Come back when the first sweep has ended." : "Choose two later moments.";
  return { status: 404, code: "history-not-known", title, remedy };
}

function wrongOrder(): Refused {
  const title = "from: is before to, and not to come";
  return { ok: false, problem: { status: 400, code: "bad-request", title, remedy: "See docs/api.md." } };
}

function refused({ issues }: z.ZodError): Refused {
  const faults = issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `${issue.keys.join(", ").slice(0, 80)}: is not known here`
      : `${issue.path.join(".")}: ${issue.message}`,
  );
  return { ok: false, problem: { status: 400, code: "bad-request", title: faults.join("; "), remedy: "See docs/api.md." } };
}
