import "server-only";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { parseRegionName, type RegionName } from "#lib/domain/ids.ts";
import { callCell } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";

export type RegionStatus = { name: RegionName; enabled: boolean };

/** Every region that the account could have, and whether it is enabled there; in the order of their names. */
export async function listRegions(cell: CellClients, signal: AbortSignal): Promise<readonly RegionStatus[]> {
  const output = await callCell(cell, "ec2:DescribeRegions", signal, (abortSignal) =>
    cell.ec2.send(new DescribeRegionsCommand({ AllRegions: true }), { abortSignal }),
  );
  return (output.Regions ?? [])
    .flatMap(({ RegionName, OptInStatus }) => {
      const name = parseRegionName(RegionName ?? "");
      return name ? [{ name, enabled: OptInStatus !== "not-opted-in" }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
