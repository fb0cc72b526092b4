import type { CellCall } from "../call.ts";
import type { JsonInput } from "../protocol/json-input.ts";
import { ServiceError } from "../service-error.ts";
import { findManaged } from "./managed-nodes.ts";

/** Rows of the managed nodes that every target names: `InstanceIds` or `tag:KEY`, each with its values. */
export function findTargets(call: CellCall, targets: readonly JsonInput[]): number[] {
  const wanted = targets.map((target) => ({
    key: target.requiredText("Key"),
    values: target.texts("Values", { min: 1, max: 50 }),
  }));
  const unknown = wanted.find(({ key }) => key !== "InstanceIds" && !key.startsWith("tag:"));
  if (unknown) throw new ServiceError("InvalidTarget", `The target key ${unknown.key} is not valid here.`);
  const rows: number[] = [];
  for (let row = 0; row < call.cell.size; row += 1) {
    if (findManaged(call, row) && wanted.every((target) => isTarget(call, row, target))) rows.push(row);
  }
  return rows;
}

function isTarget({ cell }: CellCall, row: number, { key, values }: { key: string; values: readonly string[] }): boolean {
  const actual = key === "InstanceIds" ? cell.id(row) : cell.tags(row).get(key.slice("tag:".length));
  return actual !== undefined && values.includes(actual);
}
