import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { PolicyFormat, RenderedPolicy } from "#lib/policy/render/policy-format.ts";
import type { CliIo } from "./cli-io.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Policies to standard output, or as files into a directory that is made where it is missing. Several on standard output
 * follow each other: JSON documents as `jq` reads them, YAML documents with `---` between them.
 */
export async function writePolicies(
  policies: readonly RenderedPolicy[],
  { out, format }: { out?: string; format: PolicyFormat },
  io: CliIo,
): Promise<void> {
  const texts = policies.map(({ text }) => (text.endsWith("\n") ? text : `${text}\n`));
  if (out === undefined) {
    await io.stdout(texts.join(format === "cloudformation" ? "---\n" : format === "terraform" ? "\n" : ""));
    return;
  }
  const folder = resolve(io.cwd, out);
  for (const [index, { fileName }] of policies.entries()) {
    const path = join(out, fileName);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, fileName), texts[index] ?? "");
    } catch (error) {
      throw new UsageError(`${path}: cannot be written (${error instanceof Error ? error.message : String(error)})`);
    }
    io.stderr(`${path}\n`);
  }
}
