import type { StandIn } from "../../lib/demo/server.ts";
import { createAuthorize } from "../../lib/policy/evaluate.ts";
import type { CorrectionOptions } from "../../lib/policy/rewrite/correction.ts";
import { createCli } from "../aws-cli.ts";
import { correctRole } from "./corrected-role.ts";
import { sampleNodes } from "./sample-nodes.ts";
import { type CommandOutcome, findDifference, policyVerdict, sendCommand } from "./send-command.ts";

export type AccountReport = {
  account: string;
  policy: string;
  counts: Readonly<Record<CommandOutcome, number>>;
  /** In words: checks of the correction that failed, and commands that ended otherwise than they had to. */
  differences: readonly string[];
};

/** Corrects Cado's role in one account of the stand-in, then sends a command to each of `count` nodes, two at a time. */
export async function checkAccount(
  standIn: StandIn,
  id: string,
  options: CorrectionOptions,
  { count, seed }: { count: number; seed: number },
): Promise<AccountReport> {
  const account = standIn.estate.accounts.find((one) => one.id === id);
  if (account === undefined) throw new Error(`There is no account ${id}.`);
  const { policies, checks } = await correctRole(standIn, account, options);
  const authorize = createAuthorize({ identity: policies.map(({ document }) => document) });
  const cli = await createCli({ aws: wayIn(standIn) }, id);

  const counts = { ran: 0, accepted: 0, "not-ready": 0, denied: 0 };
  const differences = checks
    .filter(({ passed }) => !passed)
    .map(({ name, expected, answer }) => `${id} ${name}: ${expected}, is ${answer.result}`);
  const left = [...sampleNodes(standIn.estate, id, options.tag, count, seed)];
  const work = async () => {
    for (let node = left.shift(); node !== undefined; node = left.shift()) {
      const outcome = await sendCommand(cli, node);
      counts[outcome] += 1;
      const difference = findDifference(node, outcome, policyVerdict(authorize, node), options.tag);
      if (difference !== undefined) differences.push(difference);
    }
  };
  await Promise.all([work(), work()]);
  return { account: id, policy: policies.map(({ name }) => name).join(", "), counts, differences };
}

/** The administrator of the first account, and of the others by a role. */
function wayIn({ url, credentials, accounts }: StandIn) {
  const [home] = accounts;
  return {
    endpoint: url,
    ...credentials.administrator,
    region: "us-east-1",
    accounts: accounts.map(({ id, adminRole, cadoRole }) => ({
      id,
      roleArn: id === home?.id ? null : adminRole.arn,
      cadoRoleArn: cadoRole.arn,
    })),
  };
}
