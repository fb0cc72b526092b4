import type { EstateCell } from "../../lib/demo/estate/cell.ts";
import { estateOf } from "./truth.ts";

/** The account-region that has nearly a quarter of an estate of the `heavy` shape. */
export function heavyCell(instances: number): EstateCell {
  const [heaviest] = estateOf(instances, "heavy").cells.toSorted((one, other) => other.ec2Count - one.ec2Count);
  if (heaviest === undefined) throw new Error("the estate has no account-region");
  return heaviest;
}

/** Throws unless the ids are those of the cell's instances, and those of its managed nodes. */
export function holdToCell(cell: EstateCell, instances: Iterable<string>, managed: Iterable<string>): void {
  const all = Array.from({ length: cell.size }, (_, index) => index);
  const sameIds = (what: string, found: Iterable<string>, indexes: readonly number[]) => {
    const wanted = new Set(indexes.map((index) => cell.id(index)));
    const ids = [...found];
    const wrong = ids.find((id) => !wanted.has(id));
    if (wrong !== undefined || ids.length !== wanted.size) {
      throw new Error(`${ids.length} ${what} were read instead of ${wanted.size}; ${wrong ?? "none"} is wrong`);
    }
  };
  sameIds("instances", instances, all.slice(0, cell.ec2Count));
  sameIds(
    "managed nodes",
    managed,
    all.filter((index) => cell.ssm(index) !== null),
  );
}
