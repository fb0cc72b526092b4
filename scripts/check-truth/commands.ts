import type { AwsCli } from "../aws-cli.ts";
import type { ApiRow } from "./differences.ts";

/** `count` rows spread over verdicts and blockers as evenly as they come, the same for the same seed. */
export function sampleRows(rows: readonly ApiRow[], count: number, seed: number): ApiRow[] {
  const told = rows.filter((row) => row.runCommand.verdict !== "unknown");
  const groups = [...Map.groupBy(told, (row) => row.runCommand.blockers[0]?.code ?? "reachable").values()];
  const sample: ApiRow[] = [];
  for (let round = 0; sample.length < Math.min(count, told.length); round += 1) {
    for (const group of groups) {
      const row = group[(seed * 7919 + round) % group.length];
      if (row !== undefined && round < group.length && sample.length < count) sample.push(row);
    }
  }
  return sample;
}

/** Sends a command to the node; words where what then happens is not what the verdict said. */
export async function commandDiffers(cli: AwsCli, row: ApiRow): Promise<string | undefined> {
  const document = row.platform === "windows" ? "AWS-RunPowerShellScript" : "AWS-RunShellScript";
  const sent = await cli(
    row.region,
    "ssm",
    "send-command",
    "--instance-ids",
    row.id,
    "--document-name",
    document,
    "--parameters",
    "commands=hostname",
  );
  const outcome = sent.ok ? await invocationStatus(cli, row, sent.json) : sent.code;
  const ran = outcome === "Success";
  if (ran === (row.runCommand.verdict === "reachable")) return undefined;
  const blockers = row.runCommand.blockers.map(({ code }) => code).join(", ");
  return `${row.account} ${row.region} ${row.id}: ${row.runCommand.verdict} (${blockers}), but the command ended as ${outcome}`;
}

async function invocationStatus(cli: AwsCli, row: ApiRow, sent: unknown): Promise<string> {
  const { Command } = sent as { Command: { CommandId: string } };
  const answer = await cli(
    row.region,
    "ssm",
    "get-command-invocation",
    "--command-id",
    Command.CommandId,
    "--instance-id",
    row.id,
  );
  return answer.ok ? (answer.json as { Status: string }).Status : answer.code;
}
