import { z } from "zod";
import { Fault } from "./fault.ts";

export type ParsedFaults = { ok: true; faults: readonly Fault[] } | { ok: false; problems: readonly string[] };

/** Reads one fault or a list of them from JSON that was parsed; otherwise every problem with its path. */
export function parseFaults(value: unknown): ParsedFaults {
  const parsed = z.array(Fault).safeParse(Array.isArray(value) ? value : [value]);
  if (parsed.success) return { ok: true, faults: parsed.data };
  return { ok: false, problems: parsed.error.issues.map((issue) => `faults[${issue.path.join(".")}]: ${issue.message}`) };
}
