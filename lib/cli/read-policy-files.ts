import { basename } from "node:path";
import { placeAt, type TextPlace } from "#lib/policy/json-text.ts";
import type { SourcePolicy } from "#lib/policy/source/policy-read.ts";
import { readPolicies } from "#lib/policy/source/read-policies.ts";
import type { CliIo } from "./cli-io.ts";
import { nameOf, readInput } from "./read-input.ts";
import { UsageError } from "./usage-error.ts";

/** A policy, the file that it is in, and where its statements begin there. */
export type FilePolicy = SourcePolicy & { file: string; statementPlaces: readonly TextPlace[] };

/**
 * Every policy of the files (`-`: standard input), in order, in any format that readPolicies knows. `set` holds
 * `NAME=VALUE` for references that a file leaves open. What is no policy of a role is named on standard error. Throws
 * UsageError with every problem of every file, each with its place; nothing is half read.
 */
export async function readPolicyFiles(
  files: readonly string[],
  set: readonly string[],
  io: CliIo,
): Promise<readonly FilePolicy[]> {
  const values = readValues(set);
  if (files.filter((file) => file === "-").length > 1) throw new UsageError("Standard input (-) can be read once only");
  const problems: string[] = [];
  const policies: FilePolicy[] = [];
  for (const file of files) {
    const text = await readInput(file, io);
    const name = file === "-" ? "" : basename(file);
    const read = readPolicies(text, { name, values });
    if (!read.ok) {
      for (const { place, title } of read.problems) problems.push(`${at(file, place)}: ${title}`);
      for (const { name: wanted, places } of read.unresolved) {
        problems.push(`${at(file, places[0] ?? null)}: the value of ${wanted} is not known; give it with --set ${wanted}=VALUE`);
      }
      if (read.problems.length === 0 && read.unresolved.length === 0) problems.push(`${nameOf(file)}: cannot be read`);
      continue;
    }
    for (const { what, place } of read.skipped) io.stderr(`${at(file, place)}: left out: ${what}\n`);
    if (read.policies.length === 0) problems.push(`${nameOf(file)}: no policy of a role is in it`);
    for (const policy of read.policies) {
      policies.push({ ...policy, file, statementPlaces: policy.statements.map(({ from }) => placeAt(text, from)) });
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return policies;
}

/** `FILE:LINE:COLUMN`, as compilers write it. */
export function at(file: string, place: TextPlace | null): string {
  return place === null ? nameOf(file) : `${nameOf(file)}:${place.line}:${place.column}`;
}

function readValues(set: readonly string[]): Readonly<Record<string, string>> {
  const entries = set.map((text) => {
    const equals = text.indexOf("=");
    if (equals < 1) throw new UsageError(`--set ${text}: expected NAME=VALUE`);
    return [text.slice(0, equals), text.slice(equals + 1)] as const;
  });
  return Object.fromEntries(entries);
}
