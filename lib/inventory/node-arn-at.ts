import { nodeArn } from "#lib/domain/arn.ts";
import type { Cell } from "#lib/domain/cell.ts";
import { kindOf } from "#lib/domain/ids.ts";
import type { RowColumns } from "./columns/row-columns.ts";

/** The ARN that IAM authorises for a row's node; "" for a row that has none. */
export function nodeArnAt({ ids, cells: cellOf }: RowColumns, row: number, cells: readonly Cell[]): string {
  const cell = cells[cellOf[row] ?? 0];
  const id = ids.text(row);
  if (cell === undefined || id === "") return "";
  return nodeArn({ partition: cell.partition, account: cell.account, region: cell.region, kind: kindOf(id), id });
}

/** The last part of that ARN: `instance/ID` or `managed-instance/ID`. */
export function nodeResourceAt({ ids }: RowColumns, row: number): string {
  return `${ids.isHybrid(row) ? "managed-instance" : "instance"}/${ids.text(row)}`;
}
