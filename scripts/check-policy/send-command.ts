import { askDocument, askNode } from "../../lib/domain/ask-policy.ts";
import type { Authorize } from "../../lib/domain/authorization.ts";
import { parseAccountId, parseInstanceId, parseRegionName } from "../../lib/domain/ids.ts";
import type { TagSpec } from "../../lib/domain/tag-spec.ts";
import type { AwsCli } from "../aws-cli.ts";
import type { SampledNode } from "./sample-nodes.ts";

/**
 * What came of a command: `ran`, `accepted` (the node is away, the command waits), `not-ready` (the policy let it pass,
 * the node is not there for SSM), `denied`.
 */
export type CommandOutcome = "ran" | "accepted" | "not-ready" | "denied";

/** Sends a command by the AWS CLI. Throws where it fails in any other way than those. */
export async function sendCommand(cli: AwsCli, { region, id, document }: SampledNode): Promise<CommandOutcome> {
  const words = ["--instance-ids", id, "--document-name", document, "--parameters", "commands=hostname"];
  const sent = await cli(region, "ssm", "send-command", ...words);
  if (!sent.ok) {
    if (sent.code === "AccessDeniedException") return "denied";
    if (sent.code === "InvalidInstanceId" || sent.code === "UnsupportedPlatformType") return "not-ready";
    throw new Error(`${id} in ${region}: ${sent.message}`);
  }
  const command = commandId(sent.json);
  const answer = await cli(region, "ssm", "get-command-invocation", "--command-id", command, "--instance-id", id);
  if (!answer.ok) throw new Error(`${id} in ${region}: ${answer.message}`);
  return statusOf(answer.json) === "Success" ? "ran" : "accepted";
}

/** What the corrected policies say of the node and its document together, asked as the verdict asks. */
export function policyVerdict(authorize: Authorize, node: SampledNode): "allowed" | "denied" | "unknown" {
  const [account, region, id] = [parseAccountId(node.account), parseRegionName(node.region), parseInstanceId(node.id)];
  if (account === undefined || region === undefined || id === undefined) throw new Error(`${node.id} is not a node's id.`);
  const asked = { partition: "aws", account, region, id, kind: node.isHybrid ? "hybrid" : "ec2" } as const;
  const legs = [
    askNode(authorize, "ssm:SendCommand", asked, node.tags),
    askDocument(authorize, "ssm:SendCommand", asked, node.document),
  ].map(({ result }) => result);
  if (legs.includes("denied")) return "denied";
  return legs.includes("unknown") ? "unknown" : "allowed";
}

/** Said again without the evaluator, so that the judge is not the judged: one spelling of the key, and exactly the value. */
export function hasExactTag({ tags }: SampledNode, { key, value }: TagSpec): boolean {
  const [found] = Object.entries(tags).filter(([name]) => name.toUpperCase() === key.toUpperCase());
  return found !== undefined && found[1] === value;
}

/** Why the outcome is not what it has to be, or undefined. */
export function findDifference(
  node: SampledNode,
  outcome: CommandOutcome,
  verdict: "allowed" | "denied" | "unknown",
  tag: TagSpec,
): string | undefined {
  const said = `${node.account} ${node.region} ${node.id} with ${JSON.stringify(node.tags)}: the command ended as ${outcome}`;
  if (verdict !== (outcome === "denied" ? "denied" : "allowed")) return `${said}, the policy says ${verdict}`;
  if (hasExactTag(node, tag) === (outcome === "denied")) return `${said}, against its tag`;
  if (outcome !== "denied" && (node.ping === "Online") !== (outcome === "ran")) return `${said}, and its ping is ${node.ping}`;
  return undefined;
}

function commandId(json: unknown): string {
  // The CLI has read the answer against AWS's own model of SendCommand.
  return (json as { Command: { CommandId: string } }).Command.CommandId;
}

function statusOf(json: unknown): string {
  // As above, of GetCommandInvocation.
  return (json as { Status: string }).Status;
}
