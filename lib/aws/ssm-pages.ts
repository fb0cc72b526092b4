import "server-only";
import { DescribeInstanceInformationCommand, DescribeInstancePropertiesCommand } from "@aws-sdk/client-ssm";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import type { Node, Platform, SsmState } from "#lib/domain/node.ts";
import { AwsError } from "./aws-problem.ts";
import { pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";

/** What SSM tells of a managed node. `name` is the computer name. */
export type SsmNode = Pick<Node, "id" | "name" | "platform" | "platformName" | "ssm" | "lastPing" | "agentVersion">;

export type SsmPages = {
  signal: AbortSignal;
  /** Told where the listing is plainer than usual. */
  onNote(note: string): void;
};

/** The largest pages that AWS allows; DescribeInstanceInformation's default would be 10. */
const INFORMATION_PAGE = 50;
const PROPERTIES_PAGE = 1000;

/**
 * Every node of the cell that SSM manages and that is not stopped, page by page. A cell of up to 50 takes one
 * DescribeInstanceInformation. Where that says that there are more, DescribeInstanceProperties, which has 20 times
 * larger pages, reads the list from its start; where it is denied or unknown, the first listing goes on.
 * A node can come twice, the later one is newer.
 */
export async function* ssmPages(cell: CellClients, { signal, onNote }: SsmPages): AsyncGenerator<readonly SsmNode[]> {
  let tryProperties = true;
  for await (const { nodes, more } of informationPages(cell, signal)) {
    yield nodes;
    if (!more || !tryProperties) continue;
    tryProperties = false;
    const refusal = yield* propertiesPages(cell, signal);
    if (refusal === null) return;
    onNote(`${refusal} Read with DescribeInstanceInformation instead, 50 nodes a call.`);
  }
}

async function* informationPages(
  cell: CellClients,
  signal: AbortSignal,
): AsyncGenerator<{ nodes: readonly SsmNode[]; more: boolean }> {
  const pages = pagesOf(cell, "ssm:DescribeInstanceInformation", signal, (token, abortSignal) =>
    cell.ssm.send(
      new DescribeInstanceInformationCommand({
        MaxResults: INFORMATION_PAGE,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal },
    ),
  );
  for await (const page of pages) {
    yield { nodes: (page.InstanceInformationList ?? []).flatMap(toSsmNode), more: Boolean(page.NextToken) };
  }
}

/** Yields the whole list and answers null, or answers why the endpoint refused before the first page. */
async function* propertiesPages(cell: CellClients, signal: AbortSignal): AsyncGenerator<readonly SsmNode[], string | null> {
  const pages = pagesOf(cell, "ssm:DescribeInstanceProperties", signal, (token, abortSignal) =>
    cell.ssm.send(
      new DescribeInstancePropertiesCommand({
        MaxResults: PROPERTIES_PAGE,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal },
    ),
  );
  let began = false;
  try {
    for await (const page of pages) {
      began = true;
      // The other listing leaves stopped nodes out; a node is managed or not whichever call told us.
      const present = (page.InstanceProperties ?? []).filter(
        ({ InstanceState = "" }) => !GONE_STATES.has(InstanceState.toLowerCase()),
      );
      yield present.flatMap(toSsmNode);
    }
    return null;
  } catch (error) {
    if (!began && error instanceof AwsError && (error.fault === "denied" || error.fault === "unsupported"))
      return error.problem.title;
    throw error;
  }
}

const GONE_STATES = new Set(["stopping", "stopped", "shutting-down", "terminated"]);

type Described = {
  InstanceId?: string | undefined;
  ComputerName?: string | undefined;
  Name?: string | undefined;
  PlatformType?: string | undefined;
  PlatformName?: string | undefined;
  PlatformVersion?: string | undefined;
  PingStatus?: string | undefined;
  LastPingDateTime?: Date | undefined;
  AgentVersion?: string | undefined;
};

const SSM_STATES: Readonly<Record<string, SsmState>> = {
  Online: "online",
  ConnectionLost: "connection-lost",
  Inactive: "inactive",
};
const PLATFORMS: Readonly<Record<string, Platform>> = { Linux: "linux", Windows: "windows", MacOS: "macos" };

function toSsmNode(described: Described): readonly SsmNode[] {
  const id: InstanceId | undefined = parseInstanceId(described.InstanceId ?? "");
  if (id === undefined) return [];
  return [
    {
      id,
      name: described.ComputerName || described.Name || "",
      platform: PLATFORMS[described.PlatformType ?? ""] ?? "unknown",
      platformName: platformName(described),
      ssm: SSM_STATES[described.PingStatus ?? ""] ?? "unknown",
      lastPing: described.LastPingDateTime ? Math.floor(described.LastPingDateTime.getTime() / 1000) : null,
      agentVersion: described.AgentVersion ?? "",
    },
  ];
}

/** Windows says its version in its name; its version number is a build number. */
function platformName({ PlatformType, PlatformName = "", PlatformVersion = "" }: Described): string {
  return PlatformType === "Windows" ? PlatformName : `${PlatformName} ${PlatformVersion}`.trim();
}
