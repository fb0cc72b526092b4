import { basename } from "node:path";
import type { TextPlace } from "#lib/policy/json-text.ts";
import { readPolicyTexts, type TextPolicy } from "#lib/policy/read-policy-texts.ts";
import type { CliIo } from "./cli-io.ts";
import { nameOf, readInput } from "./read-input.ts";
import { UsageError } from "./usage-error.ts";

/** A policy and the file that it is in. */
export type FilePolicy = TextPolicy & { file: string };

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
  const texts: { name: string; text: string }[] = [];
  for (const file of files) texts.push({ name: file === "-" ? "" : basename(file), text: await readInput(file, io) });
  const read = readPolicyTexts(texts, values);
  const fileOf = (text: number): string => files[text] ?? "";
  if (!read.ok) {
    const lines = read.problem.errors.map((error) => {
      const remedy =
        error.unresolved === null
          ? error.title
          : `${error.title.slice(0, error.title.lastIndexOf(";"))}; give it with --set ${error.unresolved}=VALUE`;
      return `${at(fileOf(error.text), placeOf(error))}: ${remedy}`;
    });
    throw new UsageError(lines.join("\n"));
  }
  for (const { text, what, ...place } of read.skipped) io.stderr(`reach: ${at(fileOf(text), place)}: left out: ${what}\n`);
  return read.policies.map((policy) => ({ ...policy, file: fileOf(policy.text) }));
}

function placeOf({ line, column }: { line: number | null; column: number | null }): TextPlace | null {
  return line === null || column === null ? null : { line, column };
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
