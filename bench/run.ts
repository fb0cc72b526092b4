// Every benchmark that has a target, one part after the other, and the table of what was reached: `npm run bench`.
// Options (--runs N, --size N) go to every part that knows them.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { toMarkdown } from "./report/markdown.ts";
import { type PartName, readResults } from "./report/results-file.ts";

const PARTS: readonly PartName[] = ["table", "million", "page", "transport", "sweep", "tagging", "server"];
const failed: string[] = [];
for (const part of PARTS) {
  process.stdout.write(`\n── ${part}\n`);
  const script = fileURLToPath(new URL(`${part}.ts`, import.meta.url));
  const options = process.argv.slice(2);
  const done = spawnSync(process.execPath, ["--conditions=react-server", script, ...options], { stdio: "inherit" });
  if (done.status !== 0) failed.push(part);
}
process.stdout.write(`\n${toMarkdown(readResults())}`);
if (failed.length > 0) process.stdout.write(`\nFailed, or showed a wrong answer: ${failed.join(", ")}.\n`);
process.exit(failed.length === 0 ? 0 : 1);
