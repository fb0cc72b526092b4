import { addTagsToResource } from "./add-tags-to-resource.ts";
import { describeInstanceInformation } from "./describe-instance-information.ts";
import { describeInstanceProperties } from "./describe-instance-properties.ts";
import { getCommandInvocation } from "./get-command-invocation.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import type { SsmOperation } from "./operation.ts";
import { removeTagsFromResource } from "./remove-tags-from-resource.ts";
import { sendCommand } from "./send-command.ts";
import { startSession } from "./start-session.ts";
import { terminateSession } from "./terminate-session.ts";

/** The SSM operations of the stand-in by AWS's name. */
export const SSM_OPERATIONS: ReadonlyMap<string, SsmOperation> = new Map([
  ["AddTagsToResource", addTagsToResource],
  ["DescribeInstanceInformation", describeInstanceInformation],
  ["DescribeInstanceProperties", describeInstanceProperties],
  ["GetCommandInvocation", getCommandInvocation],
  ["ListTagsForResource", listTagsForResource],
  ["RemoveTagsFromResource", removeTagsFromResource],
  ["SendCommand", sendCommand],
  ["StartSession", startSession],
  ["TerminateSession", terminateSession],
]);
