import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Machine } from "./machine.ts";
import { toMarkdown } from "./markdown.ts";
import type { PartFigures } from "./measures.ts";

export type PartName = "table" | "million" | "page" | "transport" | "sweep" | "tagging" | "server";

/** One part as it was measured last. */
export type PartResult = { measuredAt: string; machine: Machine; setting: Record<string, string | number>; figures: PartFigures };

export type Results = Partial<Record<PartName, PartResult>>;

const FOLDER = fileURLToPath(new URL("../results/", import.meta.url));
const FILE = `${FOLDER}latest.json`;

/** What was measured last, part by part. */
export function readResults(): Results {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
}

/**
 * Keeps what a part measured beside what the others did. Measures that were not taken again stay where the part was
 * measured in the same setting; `runs` of a figure says how often it was.
 */
export function keepResult(part: PartName, result: PartResult): Results {
  const results = readResults();
  const last = results[part];
  const same = last !== undefined && JSON.stringify(last.setting) === JSON.stringify(result.setting);
  results[part] = same ? { ...result, figures: { ...last.figures, ...result.figures } } : result;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(`${FOLDER}latest.md`, toMarkdown(results));
  return results;
}
