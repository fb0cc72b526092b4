import { type Figure, figureOf } from "./statistics.ts";

/** Figures of one part: measure, then who was measured. Times in ms, sizes in MB (10^6 bytes), unless the name says another unit. */
export type PartFigures = Record<string, Record<string, Figure>>;

/** Collects values while a part runs. */
export class Measures {
  readonly #values = new Map<string, Map<string, number[]>>();

  add(measure: string, who: string, value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`${measure} of ${who} is no number`);
    const byWho = this.#values.get(measure) ?? new Map<string, number[]>();
    this.#values.set(measure, byWho);
    byWho.set(who, [...(byWho.get(who) ?? []), value]);
  }

  figures(): PartFigures {
    return Object.fromEntries(
      [...this.#values].map(([measure, byWho]) => [
        measure,
        Object.fromEntries([...byWho].map(([who, values]) => [who, figureOf(values)])),
      ]),
    );
  }

  /** As lines for people: medians and, behind them, the worst. */
  lines(): string[] {
    return Object.entries(this.figures()).map(([measure, byWho]) => {
      const told = Object.entries(byWho).map(
        ([who, { median, worst, runs }]) => `${who} ${format(median)} (worst ${format(worst)} of ${runs})`,
      );
      return `  ${measure.padEnd(30)} ${told.join("   ")}`;
    });
  }
}

function format(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 1 : 0);
}
