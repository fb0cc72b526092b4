import { CAPABILITIES } from "#lib/domain/capability.ts";
import { REACHES } from "#lib/domain/coverage.ts";
import { reachOf } from "#lib/domain/reach.ts";
import type { Blocker, Capability, Verdict } from "#lib/domain/verdict.ts";
import { grown8 } from "./columns/grown.ts";
import { BLOCKER_CODES } from "./columns/vocabulary.ts";

/** The distinct verdicts of an estate by number: of each capability where it counts, and what is shown first of it. */
export class VerdictTable {
  size = 0;
  readonly #reach: Record<Capability, Uint8Array> = { "run-command": new Uint8Array(0), "port-forwarding": new Uint8Array(0) };
  readonly #blocker: Record<Capability, Uint8Array> = { "run-command": new Uint8Array(0), "port-forwarding": new Uint8Array(0) };

  /** Adds the verdicts of one kind of node under the next number. */
  add(verdictOn: (capability: Capability) => Verdict): void {
    const at = this.size;
    for (const capability of CAPABILITIES) {
      const verdict = verdictOn(capability);
      const first = firstBlockerOf(verdict);
      this.#reach[capability] = grown8(this.#reach[capability], at + 1);
      this.#blocker[capability] = grown8(this.#blocker[capability], at + 1);
      this.#reach[capability][at] = REACHES.indexOf(reachOf(verdict));
      this.#blocker[capability][at] = first === null ? 0 : BLOCKER_CODES.indexOf(first.code) + 1;
    }
    this.size += 1;
  }

  /** Index in REACHES. */
  reachOf(verdict: number, capability: Capability): number {
    return this.#reach[capability][verdict] ?? 0;
  }

  /** Index in BLOCKER_CODES, from 1; 0: nothing is in the way. */
  blockerOf(verdict: number, capability: Capability): number {
    return this.#blocker[capability][verdict] ?? 0;
  }
}

/** The first certain blocker of a blocked node, the first doubt of an unknown one, null where nothing is in the way. */
export function firstBlockerOf({ verdict, blockers }: Verdict): Blocker | null {
  if (verdict === "blocked") return blockers.find((blocker) => blocker.effect === "blocks") ?? null;
  return blockers[0] ?? null;
}
