import type { EstateCell } from "./estate/cell.ts";

/** One tag to set, or to take away where the value is null. */
export type TagChange = { key: string; value: string | null };

type Pending = { cell: EstateCell; id: string; change: TagChange; dueMs: number };

/**
 * The tags of the estate as readers see them, and writes that are not visible yet. Without a delay a write is in the
 * estate at once; with one it waits here and the limits are checked against what it will be.
 */
export class TagBook {
  #pending: Pending[] = [];

  /** Puts the writes whose time has come into the estate. Call before looking at any tags. */
  settle(nowMs: number): void {
    if (this.#pending.length === 0) return;
    const due = this.#pending.filter((write) => write.dueMs <= nowMs);
    if (due.length === 0) return;
    this.#pending = this.#pending.filter((write) => write.dueMs > nowMs);
    for (const { cell, id, change } of due) {
      const index = cell.indexOf(id);
      if (index >= 0 && cell.exists(index)) apply(cell, index, change);
    }
  }

  /** A node's tags with every write, also those that readers do not see yet. */
  latest(cell: EstateCell, index: number): ReadonlyMap<string, string> {
    const visible = cell.tags(index);
    if (this.#pending.length === 0) return visible;
    const id = cell.id(index);
    const latest = new Map(visible);
    for (const write of this.#pending) {
      if (write.cell !== cell || write.id !== id) continue;
      if (write.change.value === null) latest.delete(write.change.key);
      else latest.set(write.change.key, write.change.value);
    }
    return latest;
  }

  write(
    cell: EstateCell,
    index: number,
    changes: readonly TagChange[],
    { delayMs, nowMs }: { delayMs: number; nowMs: number },
  ): void {
    const id = cell.id(index);
    for (const change of changes) {
      if (delayMs > 0) {
        this.#pending.push({ cell, id, change, dueMs: nowMs + delayMs });
        continue;
      }
      // An older write of the same tag that is still on its way must not win over this one.
      this.#pending = this.#pending.filter((older) => older.cell !== cell || older.id !== id || older.change.key !== change.key);
      apply(cell, index, change);
    }
  }

  /** Forgets the writes that are not visible yet. */
  clear(): void {
    this.#pending = [];
  }
}

function apply(cell: EstateCell, index: number, { key, value }: TagChange): void {
  if (value === null) cell.deleteTag(index, key);
  else cell.setTag(index, key, value);
}
