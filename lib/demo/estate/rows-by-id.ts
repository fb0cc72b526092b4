import type { EstateCell } from "./cell.ts";

const PREFIX = /^([^*?\\]*)\*$/;
const LITERAL = /^[^*?\\]*$/;

/**
 * The nodes that EC2's filter values for an id name, in rising order of index; null where a value is more than an id or
 * the beginning of ids, and every node has to be looked at.
 */
export function rowsByPattern(cell: EstateCell, values: readonly string[]): number[] | null {
  const rows = new Set<number>();
  for (const value of values) {
    const prefix = PREFIX.exec(value)?.[1];
    if (prefix !== undefined) for (const row of cell.withPrefix(prefix)) rows.add(row);
    else if (LITERAL.test(value)) rows.add(cell.indexOf(value));
    else return null;
  }
  rows.delete(-1);
  return [...rows].sort((one, other) => one - other);
}
