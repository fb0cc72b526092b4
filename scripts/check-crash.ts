// Ends a server with SIGKILL at every durable write of a tagging job and at random moments, on a database of either kind,
// and holds what comes out of it against an undisturbed run.
//   npm run check:crash -- --database pglite|postgres --nodes 1000 --points all|N --random 100
import { parseArgs } from "node:util";
import { type Ended, idsSent } from "./check-crash/compare-runs.ts";
import { CrashWorld } from "./check-crash/crash-world.ts";
import { runDisturbed } from "./check-crash/run-disturbed.ts";

const { values } = parseArgs({
  options: {
    database: { type: "string", default: "pglite" },
    nodes: { type: "string", default: "1000" },
    points: { type: "string", default: "all" },
    random: { type: "string", default: "100" },
  },
});
const database = values.database === "postgres" ? "postgres" : "pglite";
const world = await CrashWorld.start(database, Number(values.nodes));
let failed = 0;
let sentAgain = 0;
let worst = 0;

async function run(endAt: number, endAfterMs: number | null, undisturbed: Ended | null): Promise<Ended> {
  const disturbance = { endAt: endAt === 0 ? [] : [{ count: endAt }], endAfterMs };
  const { run: ended, faults } = await runDisturbed(world, disturbance, undisturbed);
  const again = undisturbed === null ? 0 : idsSent(ended.writes) - idsSent(undisturbed.writes);
  sentAgain += Math.max(0, again);
  worst = Math.max(worst, again);
  const name = endAfterMs === null ? `moment ${endAt} (${undisturbed?.durable[endAt - 1] ?? "none"})` : `after ${endAfterMs} ms`;
  if (faults.length > 0) failed += 1;
  console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${name}: ${ended.ended} ended, ${again} sent again ${faults.join("; ")}`);
  return ended;
}

const startedAt = Date.now();
const undisturbed = await run(0, null, null);
const tookMs = Date.now() - startedAt;
const moments = undisturbed.durable.length;
console.log(
  `${database}: ${world.nodes.length} nodes, ${moments} moments right before and after a durable write, ${idsSent(undisturbed.writes)} nodes sent`,
);
const every = values.points === "all" ? 1 : Math.max(1, Math.floor(moments / Number(values.points)));
for (let at = 1; at <= moments; at += every) await run(at, null, undisturbed);
for (let count = 0; count < Number(values.random); count += 1)
  await run(0, Math.floor(Math.random() * Math.min(tookMs, 6000)), undisturbed);
await world.close();
console.log(`${failed} failed; ${sentAgain} nodes sent again in all, ${worst} at most in one run.`);
process.exit(failed === 0 ? 0 : 1);
