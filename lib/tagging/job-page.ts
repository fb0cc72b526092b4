import "server-only";
import { z } from "zod";
import { badRequest, type Refused } from "./tagging-request.ts";

const Query = z.strictObject({
  limit: z.coerce.number("has to be a number").int().min(1).max(200).default(50),
  before: z.uuid("has to be the id of a job").exactOptional(),
  open: z.literal("incidents").exactOptional(),
});

export type JobPage = { ok: true; incidents: boolean; page: { limit: number; before?: string } } | Refused;

/** Reads `?limit=50&before=ID` or `?open=incidents`. */
export function readJobPage(parameters: URLSearchParams): JobPage {
  const parsed = Query.safeParse(Object.fromEntries(parameters));
  if (!parsed.success) return badRequest(parsed.error);
  const { open, ...page } = parsed.data;
  return { ok: true, incidents: open === "incidents", page };
}
