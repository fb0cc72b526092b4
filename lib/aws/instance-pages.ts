import "server-only";
import { DescribeInstancesCommand, type Instance } from "@aws-sdk/client-ec2";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import type { Node, NodeState, Platform, Tags } from "#lib/domain/node.ts";
import { AwsError } from "./aws-problem.ts";
import { pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";
import { nameOf, toTags } from "./tag-reads.ts";

/** What EC2 tells of an instance. `tags` null: the instance came without any, which DescribeTags has to confirm. */
export type Ec2Node = Pick<
  Node,
  | "id"
  | "name"
  | "state"
  | "platform"
  | "platformName"
  | "tags"
  | "instanceType"
  | "privateIp"
  | "instanceProfile"
  | "launched"
  | "managedBy"
>;

export type InstancePages = {
  signal: AbortSignal;
  /** Told where the listing is plainer than usual. */
  onNote(note: string): void;
};

/**
 * The SDK takes about half a second of the event loop to read a page of 1,000, and a listing cannot change its page
 * size half-way for sure. 250 keeps one stall near 100 ms, and a cell of 10,000 at 40 calls.
 */
const PAGE_SIZE = 250;

/**
 * Every instance of the cell, page by page: stopped and just terminated ones too, and those that AWS services manage,
 * which DescribeInstances leaves out unless asked ("Amazon EC2 managed instances").
 */
export async function* instancePages(cell: CellClients, { signal, onNote }: InstancePages): AsyncGenerator<readonly Ec2Node[]> {
  let began = false;
  try {
    for await (const page of list(cell, signal, true)) {
      began = true;
      yield page;
    }
  } catch (error) {
    if (began || !isParameterRefused(error)) throw error;
    onNote("This endpoint does not know IncludeManagedResources: instances that AWS services manage may be missing.");
    yield* list(cell, signal, false);
  }
}

async function* list(cell: CellClients, signal: AbortSignal, managedToo: boolean): AsyncGenerator<readonly Ec2Node[]> {
  const pages = pagesOf(cell, "ec2:DescribeInstances", signal, (token, abortSignal) =>
    cell.ec2.send(
      new DescribeInstancesCommand({
        MaxResults: PAGE_SIZE,
        ...(managedToo ? { IncludeManagedResources: true } : {}),
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal },
    ),
  );
  for await (const page of pages) {
    const instances = (page.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []);
    yield instances.flatMap((instance) => {
      const id = parseInstanceId(instance.InstanceId ?? "");
      return id ? [toEc2Node(id, instance)] : [];
    });
  }
}

/** Both `UnknownParameter` and an `InvalidParameter…` that names the parameter mean that the endpoint is older than it. */
function isParameterRefused(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  if (error.problem.code === "UnknownParameter") return true;
  return error.fault === "rejected" && (error.problem.detail ?? "").includes("IncludeManagedResources");
}

const STATES: ReadonlySet<string> = new Set<NodeState>([
  "pending",
  "running",
  "shutting-down",
  "terminated",
  "stopping",
  "stopped",
]);

function isState(text: string): text is NodeState {
  return STATES.has(text);
}

/** EC2's name of a state as ours; one that EC2 adds some day is unknown to us. */
export function toNodeState(name: string | undefined): NodeState {
  return name !== undefined && isState(name) ? name : "unknown";
}

function toEc2Node(id: InstanceId, instance: Instance): Ec2Node {
  const tags: Tags | null = instance.Tags?.length ? toTags(instance.Tags) : null;
  const instanceType = instance.InstanceType ?? "";
  return {
    id,
    name: nameOf(tags),
    state: toNodeState(instance.State?.Name),
    platform: platformOf(instance.Platform, instanceType),
    platformName: instance.PlatformDetails ?? "",
    tags,
    instanceType,
    privateIp: instance.PrivateIpAddress ?? "",
    instanceProfile: instance.IamInstanceProfile?.Arn ?? "",
    launched: instance.LaunchTime ? Math.floor(instance.LaunchTime.getTime() / 1000) : null,
    managedBy: instance.Operator?.Managed ? (instance.Operator.Principal ?? "an AWS service") : "",
  };
}

/** EC2 says `windows` or nothing; only Mac instance types run macOS. */
function platformOf(platform: string | undefined, instanceType: string): Platform {
  if (platform?.toLowerCase() === "windows") return "windows";
  return instanceType.startsWith("mac") ? "macos" : "linux";
}
