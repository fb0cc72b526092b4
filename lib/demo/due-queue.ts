type Entry<T> = { item: T; dueMs: number; order: number };

/** Things that are due at some time: the earliest first, and of those of one moment the one that was put in first. */
export class DueQueue<T> {
  /** A binary heap: each entry is before both that begin at twice its place. */
  #entries: Entry<T>[] = [];
  #order = 0;

  push(item: T, dueMs: number): void {
    const entry = { item, dueMs, order: this.#order++ };
    let at = this.#entries.length;
    for (let parent = (at - 1) >> 1; at > 0; parent = (at - 1) >> 1) {
      const above = this.#entries[parent];
      if (!above || isBefore(above, entry)) break;
      this.#entries[at] = above;
      at = parent;
    }
    this.#entries[at] = entry;
  }

  /** Takes out the first where its time has come; wrapped, so that an item may be anything. */
  takeDue(nowMs: number): { item: T } | undefined {
    const [first] = this.#entries;
    const last = this.#entries.at(-1);
    if (!first || !last || first.dueMs > nowMs) return undefined;
    this.#entries.pop();
    if (last !== first) this.#sink(last);
    return first;
  }

  clear(): void {
    this.#entries = [];
  }

  #sink(entry: Entry<T>): void {
    let at = 0;
    for (;;) {
      const left = this.#entries[2 * at + 1];
      const right = this.#entries[2 * at + 2];
      const [child, place] = left && right && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (!child || isBefore(entry, child)) break;
      this.#entries[at] = child;
      at = place;
    }
    this.#entries[at] = entry;
  }
}

function isBefore<T>(one: Entry<T>, other: Entry<T>): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}
