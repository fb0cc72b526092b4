import type { Fault, FaultPlace } from "./fault.ts";

/** Where a request goes, as far as faults can name it. */
export type RequestPlace = { [K in keyof FaultPlace]-?: NonNullable<FaultPlace[K]> | null };

type Entry = { fault: Fault; left: number };

/** The faults in force. The same seed and the same order of requests meet the same faults. */
export class FaultBook {
  #entries: Entry[] = [];
  readonly #seed: number;
  #state: number;

  constructor(seed: number, faults: readonly Fault[] = []) {
    this.#seed = seed;
    this.#state = seed;
    this.add(faults);
  }

  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.#entries.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#entries = [];
    this.#state = this.#seed;
  }

  list(): readonly Fault[] {
    return this.#entries.map((entry) => entry.fault);
  }

  /** The faults that meet this request; each that is counted is one time nearer to its end. */
  meet(request: RequestPlace): readonly Fault[] {
    const met = this.#entries.filter(({ fault }) => isAt(fault.where, request) && this.#chance() * 100 < fault.percent);
    for (const entry of met) entry.left -= 1;
    if (met.some((entry) => entry.left <= 0)) this.#entries = this.#entries.filter((entry) => entry.left > 0);
    return met.map((entry) => entry.fault);
  }

  /** The next number in 0..1 of a small seeded generator (mulberry32). */
  #chance(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}

function isAt(where: FaultPlace, request: RequestPlace): boolean {
  return (
    matches(where.service, request.service) &&
    matches(where.operation, request.operation) &&
    matches(where.account, request.account) &&
    matches(where.region, request.region) &&
    matches(where.role, request.role)
  );
}

function matches(wanted: string | undefined, actual: string | null): boolean {
  return wanted === undefined || wanted === actual;
}
