type Waiter = { order: number; go(): void };

/** Lets a number of things run at once: those of the lowest order first, and of one order first come, first served. */
export class CellSlots {
  #count: number;
  #free: number;
  /** In the order in which they are served. */
  readonly #waiting: Waiter[] = [];

  constructor(count: number) {
    this.#count = count;
    this.#free = count;
  }

  /** Slots that there are, taken or free. */
  get count(): number {
    return this.#count;
  }

  /** That many more slots from now on. */
  grow(count: number): void {
    this.#count += count;
    this.#free += count;
    while (this.#free > 0 && this.#waiting.length > 0) {
      this.#free -= 1;
      this.#waiting.shift()?.go();
    }
  }

  /** Resolves when a slot is free, with the means to give it back; giving back twice is harmless. */
  async take(order: number): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#wait({ order, go: resolve }));
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.#waiting.shift();
      if (next) next.go();
      else this.#free += 1;
    };
  }

  #wait(waiter: Waiter): void {
    const later = this.#waiting.findLastIndex(({ order }) => order <= waiter.order);
    this.#waiting.splice(later + 1, 0, waiter);
  }
}
