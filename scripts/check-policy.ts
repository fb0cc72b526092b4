// Puts the corrected policy on Cado's role in each account of the stand-in, one shipped generation each, and sends commands
// by the AWS CLI, a client that we did not write: node scripts/run.mjs check-policy [--sample N] [--seed N].
// Ends with 1 where a command ended otherwise than the policy, the tag and the node's state say.
import { parseArgs } from "node:util";
import { startStandIn } from "../lib/demo/server.ts";
import { DOCUMENTED_TAG } from "../lib/domain/tag-spec.ts";
import { defaultCorrection } from "../lib/policy/rewrite/correction-options.ts";
import { checkAccount } from "./check-policy/check-account.ts";

const { values } = parseArgs({ options: { sample: { type: "string", default: "200" }, seed: { type: "string", default: "1" } } });
const [sample, seed] = [Number(values.sample), Number(values.seed)];
if (!Number.isInteger(sample) || sample < 1 || !Number.isInteger(seed)) {
  console.error("--sample and --seed take whole numbers.");
  process.exit(2);
}

const standIn = await startStandIn({ instances: 3000, seed, throttling: false });
const options = defaultCorrection({ tag: DOCUMENTED_TAG, partition: "aws" });
let wrong = 0;
const rows = [];
try {
  for (const [at, { id }] of standIn.accounts.entries()) {
    // What does not divide evenly goes to the first accounts.
    const count = Math.floor((sample + standIn.accounts.length - 1 - at) / standIn.accounts.length);
    const { account, policy, counts, differences } = await checkAccount(standIn, id, options, { count, seed });
    for (const difference of differences) console.log(`  ${difference}`);
    wrong += differences.length;
    rows.push({ account, policy, nodes: count, ...counts, differences: differences.length });
  }
} finally {
  await standIn.close();
}
console.table(rows);
process.exit(wrong === 0 ? 0 : 1);
