// Holds `GET /api/instances?format=json` against what the AWS CLI, a client that we did not write, reads from the same estate:
// node scripts/run.mjs check-truth [SEED…]. Ends with 1 where anything differs.
import { type DemoProcess, startDemo } from "../e2e/demo-process.ts";
import { createCli } from "./aws-cli.ts";
import { commandDiffers, sampleRows } from "./check-truth/commands.ts";
import { type ApiAnswer, differences } from "./check-truth/differences.ts";
import { readEstate } from "./check-truth/read-estate.ts";

const INSTANCES = Number(process.env.CADO_REACH_DEMO_INSTANCES ?? 3000);
const seeds = process.argv.slice(2).map(Number);
let wrong = 0;
for (const seed of seeds.length > 0 ? seeds : [1, 2, 3, 4, 5]) wrong += await checkSeed(seed);
process.exit(wrong === 0 ? 0 : 1);

async function checkSeed(seed: number): Promise<number> {
  const demo = await startDemo({ instances: INSTANCES, seed });
  try {
    const answer = await askApi(demo, "documented-default");
    const truth = await readEstate(demo);
    const found = differences(answer, truth);
    for (const line of found.slice(0, 20)) console.log(`  ${line}`);
    console.log(
      `seed ${seed}: ${answer.rows.length} rows, ${truth.nodes.size} nodes by the CLI, ${truth.gaps.length} cells unreadable, ${found.length} differences`,
    );
    return found.length + (await checkCommands(demo, seed, answer));
  } finally {
    await demo.stop();
  }
}

async function checkCommands(demo: DemoProcess, seed: number, answer: ApiAnswer): Promise<number> {
  const clis = new Map(await Promise.all(demo.aws.accounts.map(async ({ id }) => [id, await createCli(demo, id)] as const)));
  const rows = sampleRows(answer.rows, 30, seed);
  let wrong = 0;
  for (const row of rows) {
    const cli = clis.get(row.account);
    const difference = cli === undefined ? `no CLI for ${row.account}` : await commandDiffers(cli, row);
    if (difference === undefined) continue;
    wrong += 1;
    console.log(`  ${difference}`);
  }
  console.log(`seed ${seed}: send-command on ${rows.length} sampled nodes, ${wrong} against the verdict`);
  return wrong;
}

async function askApi(demo: DemoProcess, policy: string): Promise<ApiAnswer> {
  const answer = await fetch(`${demo.url}/api/instances?format=json&policy=${policy}`, {
    headers: { authorization: `Bearer ${demo.token}` },
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}
