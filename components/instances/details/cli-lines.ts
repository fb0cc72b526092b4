import type { NodeKey } from "#lib/domain/ids.ts";
import { kindOf } from "#lib/domain/ids.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** A shell line for the AWS CLI, and what it shows. */
export type CliLine = { what: string; line: string };

/** Read-only lines by which anybody with rights in the node's account can check what the dashboard says of it. */
export function cliLines({ region, id }: NodeKey, tag: TagSpec): readonly CliLine[] {
  const at = `--region ${region}`;
  const ssm: CliLine = {
    what: "What SSM says of it: ping status, agent, platform",
    line: `aws ssm describe-instance-information ${at} --filters Key=InstanceIds,Values=${id}`,
  };
  if (kindOf(id) === "hybrid") {
    return [
      ssm,
      {
        what: "Its tags",
        line: `aws ssm list-tags-for-resource ${at} --resource-type ManagedInstance --resource-id ${id}`,
      },
    ];
  }
  return [
    ssm,
    {
      what: "Its state, platform and instance profile",
      line: `aws ec2 describe-instances ${at} --instance-ids ${id} --query ${quote("Reservations[].Instances[].[State.Name,PlatformDetails,IamInstanceProfile.Arn]")}`,
    },
    {
      what: `Its tags; ${tag.key} has to be ${tag.value}`,
      line: `aws ec2 describe-tags ${at} --filters Name=resource-id,Values=${id}`,
    },
  ];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
