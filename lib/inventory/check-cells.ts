import type { Cell } from "#lib/domain/cell.ts";
import { type OpenLine, WIRE_VERSION } from "./wire.ts";
import { WireError } from "./wire-error.ts";

/** Throws WireError unless the line opens a stream of the version that this build reads, with its cells in order. */
export function checkOpen(line: OpenLine): void {
  if (line.v !== WIRE_VERSION) throw new WireError(`open: version ${line.v}, and this build reads version ${WIRE_VERSION}`);
  if (typeof line.snapshot !== "string" || line.snapshot === "") throw new WireError("open: no snapshot");
  if (!Array.isArray(line.cells) || !Array.isArray(line.accounts)) throw new WireError("open: no cells or accounts");
  if (typeof line.tag?.key !== "string" || typeof line.tag.value !== "string") throw new WireError("open: no tag");
  for (const [at, cell] of line.cells.entries()) {
    if (cell?.index !== at) throw new WireError(`open: cell ${cell?.index} at place ${at}`);
    checkCell(cell, line.cells);
  }
}

/** Throws WireError unless the cell follows the ones that are there, or says more about the same account and region. */
export function checkCell(cell: Cell, cells: readonly Cell[]): void {
  if (!Number.isInteger(cell?.index) || cell.index < 0 || cell.index > cells.length)
    throw new WireError(`no cell ${cell?.index}`);
  if (typeof cell.account !== "string" || typeof cell.region !== "string")
    throw new WireError("a cell without account or region");
  const present = cells[cell.index];
  if (present !== undefined && (present.account !== cell.account || present.region !== cell.region)) {
    throw new WireError(`cell ${cell.index} is ${present.account}/${present.region}, not ${cell.account}/${cell.region}`);
  }
}
