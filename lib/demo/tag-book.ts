import { DueQueue } from "./due-queue.ts";
import type { EstateCell } from "./estate/cell.ts";

/** One tag to set, or to take away where the value is null. */
export type TagChange = { key: string; value: string | null };

type Pending = { cell: EstateCell; id: string; change: TagChange; dueMs: number };

/**
 * The tags of the estate as readers see them, and writes that are not visible yet. Without a delay a write is in the
 * estate at once; with one it waits here and the limits are checked against what it will be.
 */
export class TagBook {
  readonly #due = new DueQueue<Pending>();
  /** The writes of each node that wait, oldest first; a write that is no longer in here has been overtaken. */
  readonly #pending = new Map<EstateCell, Map<string, Pending[]>>();

  /** Puts the writes whose time has come into the estate. Call before looking at any tags. */
  settle(nowMs: number): void {
    for (let next = this.#due.takeDue(nowMs); next; next = this.#due.takeDue(nowMs)) {
      const { item } = next;
      const { cell, id, change } = item;
      if (!this.#of(cell, id).includes(item)) continue;
      this.#keep(cell, id, (other) => other !== item);
      const index = cell.indexOf(id);
      if (index >= 0 && cell.exists(index)) apply(cell, index, change);
    }
  }

  /** A node's tags with every write, also those that readers do not see yet. */
  latest(cell: EstateCell, index: number): ReadonlyMap<string, string> {
    const pending = this.#pending.size === 0 ? [] : this.#of(cell, cell.id(index));
    if (pending.length === 0) return cell.tags(index);
    const latest = new Map(cell.tags(index));
    for (const { change } of pending) {
      if (change.value === null) latest.delete(change.key);
      else latest.set(change.key, change.value);
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
      // An older write of the same tag that is still on its way must not win over this one.
      if (delayMs <= 0) {
        this.#keep(cell, id, (older) => older.change.key !== change.key);
        apply(cell, index, change);
        continue;
      }
      const older = this.#of(cell, id).findLast((other) => other.change.key === change.key);
      this.#wait({ cell, id, change, dueMs: Math.max(nowMs + delayMs, older?.dueMs ?? 0) });
    }
  }

  /** Forgets the writes that are not visible yet. */
  clear(): void {
    this.#due.clear();
    this.#pending.clear();
  }

  #of(cell: EstateCell, id: string): readonly Pending[] {
    return this.#pending.get(cell)?.get(id) ?? [];
  }

  #wait(write: Pending): void {
    const nodes = this.#pending.get(write.cell) ?? new Map<string, Pending[]>();
    this.#pending.set(write.cell, nodes);
    nodes.set(write.id, [...(nodes.get(write.id) ?? []), write]);
    this.#due.push(write, write.dueMs);
  }

  #keep(cell: EstateCell, id: string, isKept: (write: Pending) => boolean): void {
    const nodes = this.#pending.get(cell);
    const kept = nodes?.get(id)?.filter(isKept) ?? [];
    if (kept.length > 0) nodes?.set(id, kept);
    else nodes?.delete(id);
    if (nodes?.size === 0) this.#pending.delete(cell);
  }
}

function apply(cell: EstateCell, index: number, { key, value }: TagChange): void {
  if (value === null) cell.deleteTag(index, key);
  else cell.setTag(index, key, value);
}
