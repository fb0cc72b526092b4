import "server-only";
import { z } from "zod";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import type { Problem } from "#lib/domain/problem.ts";
import type { CellName } from "./estate-sweep.ts";

export type SweepRequest =
  | { ok: true; action: "stop" }
  | { ok: true; action: "refresh"; only: "tag" | undefined; cells: readonly CellName[] | undefined }
  | { ok: false; problem: Problem & { status: number } };

const cell = z.strictObject({ account: z.string(), region: z.string() }).transform(({ account, region }, context) => {
  const name = { account: parseAccountId(account), region: parseRegionName(region) };
  if (name.account !== undefined && name.region !== undefined) return { account: name.account, region: name.region };
  context.addIssue({ code: "custom", message: "is not an account id and a region name" });
  return z.NEVER;
});

const body = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("stop") }),
  z.strictObject({
    action: z.literal("refresh"),
    only: z.literal("tag").optional(),
    cells: z.array(cell).max(10_000).optional(),
  }),
]);

/** Reads the body of POST /api/sweep. */
export async function readSweepRequest(request: Request): Promise<SweepRequest> {
  let value: unknown;
  try {
    value = await request.json();
  } catch {
    return refused("The body is not JSON.");
  }
  const parsed = body.safeParse(value);
  if (!parsed.success)
    return refused(parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; "));
  if (parsed.data.action === "stop") return { ok: true, action: "stop" };
  const { only, cells } = parsed.data;
  return { ok: true, action: "refresh", only, cells };
}

function refused(detail: string): SweepRequest {
  const title = 'Send {"action":"refresh"} or {"action":"stop"}.';
  return { ok: false, problem: { status: 400, code: "bad-request", title, detail, remedy: "See docs/api.md." } };
}
