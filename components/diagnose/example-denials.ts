import { nodeArn } from "#lib/domain/arn.ts";
import type { Node } from "#lib/domain/node.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";

export type ExampleDenial = { label: string; text: string };

/** Where the estate has no node yet: AWS's own example account. */
const NOBODY = {
  partition: "aws",
  region: "eu-west-1",
  account: "123456789012",
  id: "i-0123456789abcdef0",
  arn: "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0",
};

/** How many rows are looked at for a node without the tag. */
const LOOKED_AT = 500;

/** Six errors as people meet them, about nodes of this estate where there are any. */
export function exampleDenials(snapshot: Snapshot): readonly ExampleDenial[] {
  const picked = pickNode(snapshot);
  const { partition, region, account, id, arn } = picked === undefined ? NOBODY : { ...picked, arn: nodeArn(picked) };
  const user = `User: arn:${partition}:sts::${account}:assumed-role/CadoResponseRole/cado`;
  const boto = (operation: string) => `An error occurred (AccessDeniedException) when calling the ${operation} operation: `;
  const nothing = (action: string) => `because no identity-based policy allows the ${action} action`;
  const denied = (action: string, resource: string, why: string) =>
    `${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return [
    {
      label: "Run Command on an instance",
      text: boto("SendCommand") + denied("ssm:SendCommand", arn, nothing("ssm:SendCommand")),
    },
    {
      label: "Run Command, the document",
      text: `AccessDeniedException: ${denied("ssm:SendCommand", `arn:${partition}:ssm:${region}::document/AWS-RunShellScript`, nothing("ssm:SendCommand"))}`,
    },
    {
      label: "Listing the nodes",
      text: `aws: [ERROR]: ${boto("DescribeInstanceInformation")}${denied("ssm:DescribeInstanceInformation", `arn:${partition}:ssm:${region}:${account}:*`, nothing("ssm:DescribeInstanceInformation"))}`,
    },
    {
      label: "Ending a session",
      text: `${boto("TerminateSession")}${denied("ssm:TerminateSession", `arn:${partition}:ssm:${region}:${account}:session/cado-037a2e2586edc1ad4`, nothing("ssm:TerminateSession"))}`,
    },
    {
      label: "An organization’s deny",
      text: `operation error SSM: SendCommand, https response error StatusCode: 400, RequestID: 0b9c1f2e-0000-4000-8000-000000000000, api error AccessDeniedException: ${denied("ssm:SendCommand", arn, "with an explicit deny in a service control policy")}`,
    },
    {
      label: "One that is no denial",
      text: `An error occurred (InvalidInstanceId) when calling the SendCommand operation: Instances [[${id}]] not in a valid state for account ${account}`,
    },
  ];
}

/** A running instance without any of the tag, else the first node. */
function pickNode(snapshot: Snapshot): Node | undefined {
  const wanted = snapshot.tag.key.toLowerCase();
  let first: Node | undefined;
  for (let row = 0; row < Math.min(snapshot.rowCount, LOOKED_AT); row += 1) {
    if (snapshot.isGone(row)) continue;
    const node = snapshot.node(row);
    first ??= node;
    const untagged = node.tags !== null && Object.keys(node.tags).every((key) => key.toLowerCase() !== wanted);
    if (untagged && node.state === "running" && node.ssm === "online") return node;
  }
  return first;
}
