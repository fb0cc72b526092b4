// Holds the table's engine (filter, sort, group, facets, selection, under appends and changes) to a naive one on 10,000 random
// histories of an estate, and the selection on 6,000, instead of the few hundred of the unit tests:
// node scripts/run.mjs check-engine [TIMES]. Some minutes.
import { spawnSync } from "node:child_process";

const FILES = ["lib/inventory/view.test.ts", "lib/inventory/selection.test.ts"];
const times = process.argv[2] ?? "40";
const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...FILES, "--testTimeout=3600000"], {
  stdio: "inherit",
  env: { ...process.env, CADO_REACH_TIMES_AS_MANY: times },
});
process.exit(status ?? 1);
