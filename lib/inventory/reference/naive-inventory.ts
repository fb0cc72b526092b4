import type { Cell } from "#lib/domain/cell.ts";
import { kindOf } from "#lib/domain/ids.ts";
import type { Node } from "#lib/domain/node.ts";
import { type COLUMN_NAMES, encodeColumns, encodeRows } from "../sweep/encode-columns.ts";
import { type Columns, WIRE_VERSION, type WireLine } from "../wire.ts";

/** What happens to an estate, in terms that always make sense: row picks count among the rows that are there. */
export type Step =
  | { kind: "add"; nodes: readonly Facts[]; inOneLine: boolean }
  | { kind: "change"; picks: readonly number[]; facts: Facts; columns: readonly (typeof COLUMN_NAMES)[number][] }
  | { kind: "remove"; picks: readonly number[] }
  | { kind: "cell" }
  | { kind: "done" };

/** A node as drawn: its cell and id come from numbers, the rest as it is. */
export type Facts = { cell: number; id: Node["id"]; rest: Omit<Node, "partition" | "account" | "region" | "id" | "kind"> };

/** The estate as a plain list of nodes, that tells every change as lines too: what the columns are held to. */
export class NaiveInventory {
  /** By row number; null: gone. */
  readonly nodes: (Node | null)[] = [];
  readonly cells: Cell[] = [];
  readonly cellOfRow: number[] = [];
  readonly #spareCells: Cell[];

  constructor(cells: readonly Cell[], spareCells: readonly Cell[]) {
    this.cells.push(...cells);
    this.#spareCells = [...spareCells];
  }

  get live(): number[] {
    return this.nodes.flatMap((node, row) => (node === null ? [] : [row]));
  }

  open(snapshot: string): WireLine {
    const { cells } = this;
    const accounts = [
      { id: "111111111111", label: "prod" },
      { id: "222222222222", label: "Corp IT" },
    ];
    return {
      t: "open",
      v: WIRE_VERSION,
      snapshot,
      tag: { key: "CadoResponseSSMEnabled", value: "True" },
      accounts,
      cells: [...cells],
      sweeping: true,
    };
  }

  /** Does the step, and answers with the lines that tell of it. */
  take(step: Step): WireLine[] {
    switch (step.kind) {
      case "add":
        return step.inOneLine ? this.#add(step.nodes) : step.nodes.flatMap((node) => this.#add([node]));
      case "change":
        return this.#change(this.#pick(step.picks), step.facts, step.columns);
      case "remove":
        return this.#remove(this.#pick(step.picks));
      case "cell":
        return this.#addCell();
      case "done":
        return [{ t: "done", asOf: "2026-11-13T14:02:31Z" }];
    }
  }

  #add(drawn: readonly Facts[]): WireLine[] {
    const at = this.nodes.length;
    const added: Node[] = [];
    const cells: number[] = [];
    for (const facts of drawn) {
      const cell = this.cells[facts.cell % this.cells.length];
      if (cell === undefined) throw new Error("an inventory without cells");
      const { partition, account, region } = cell;
      const node: Node = { partition, account, region, id: facts.id, kind: kindOf(facts.id), ...facts.rest };
      if (
        [...this.nodes, ...added].some((known) => known?.id === node.id && known.account === account && known.region === region)
      )
        continue;
      added.push(node);
      cells.push(cell.index);
    }
    this.nodes.push(...added);
    this.cellOfRow.push(...cells);
    return [{ t: "rows", at, n: added.length, cols: { ...encodeRows(0, added), cell: cells } }];
  }

  #change(rows: readonly number[], facts: Facts, columns: readonly (typeof COLUMN_NAMES)[number][]): WireLine[] {
    const changed: Node[] = [];
    for (const row of rows) {
      const node = this.nodes[row];
      if (!node) throw new Error(`row ${row} is not there`);
      const after: Node = { ...node, ...Object.fromEntries(columns.map((name) => [name, facts.rest[name]])) };
      this.nodes[row] = after;
      changed.push(after);
    }
    const cols: Partial<Columns> = encodeColumns(new Set(columns), changed);
    return [{ t: "set", rows, cols }];
  }

  #remove(rows: readonly number[]): WireLine[] {
    for (const row of rows) this.nodes[row] = null;
    return [{ t: "gone", rows }];
  }

  #addCell(): WireLine[] {
    const cell = this.#spareCells.shift();
    if (cell === undefined) return [];
    this.cells.push(cell);
    return [{ t: "cell", cell }];
  }

  #pick(picks: readonly number[]): number[] {
    const { live } = this;
    return live.length === 0 ? [] : [...new Set(picks.map((pick) => live[pick % live.length] ?? 0))];
  }
}
