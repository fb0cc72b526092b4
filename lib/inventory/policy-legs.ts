import type { Authorize } from "#lib/domain/authorization.ts";
import { CAPABILITIES, CAPABILITY_NEEDS } from "#lib/domain/capability.ts";
import { decideDocumentLeg } from "#lib/domain/decide-document-leg.ts";
import { decideNodeLeg } from "#lib/domain/decide-node-leg.ts";
import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { Blocker, Capability } from "#lib/domain/verdict.ts";
import { grown32 } from "./columns/grown.ts";
import { PairTable } from "./columns/pair-table.ts";
import { PLATFORMS } from "./columns/vocabulary.ts";

/** What stands in the way of each capability. */
type Leg = Readonly<Record<Capability, readonly Blocker[]>>;

/**
 * What the policy puts in the way of the nodes of each set of facts (FactSets) on each platform, as few numbers: sets that
 * meet the same obstacles have the same number. The policy is asked once per set, and once per place and platform.
 */
export class PolicyLegs {
  readonly #tag: TagSpec;
  readonly #authorize: Authorize;
  readonly #legs: Leg[] = [];
  readonly #legNumbers = new Map<string, number>();
  /** Leg of each set's nodes, and of each place's documents per platform; from 1, 0: not asked yet. */
  #ofSets: Uint32Array = new Uint32Array(0);
  #ofPlaces: Uint32Array = new Uint32Array(0);
  /** Per set and platform, from 1. */
  #outcomes: Uint32Array = new Uint32Array(0);
  readonly #pairs = new PairTable();

  constructor(tag: TagSpec, authorize: Authorize) {
    this.#tag = tag;
    this.#authorize = authorize;
  }

  /** The outcome where it is known already, else undefined. `platform`: index in PLATFORMS. */
  find(set: number, platform: number): number | undefined {
    const outcome = this.#outcomes[set * PLATFORMS.length + platform] ?? 0;
    return outcome === 0 ? undefined : outcome - 1;
  }

  /** Asks the policy about a set by one of its nodes, which has that platform. */
  decide(set: number, place: number, platform: number, node: Node): number {
    const ofDocuments = place * PLATFORMS.length + platform;
    this.#ofSets = grown32(this.#ofSets, set + 1);
    this.#ofPlaces = grown32(this.#ofPlaces, ofDocuments + 1);
    this.#outcomes = grown32(this.#outcomes, (set + 1) * PLATFORMS.length);
    if (this.#ofSets[set] === 0) {
      this.#ofSets[set] = this.#numberOf((capability) =>
        decideNodeLeg(node, CAPABILITY_NEEDS[capability].action, this.#tag, this.#authorize),
      );
    }
    if (this.#ofPlaces[ofDocuments] === 0) {
      this.#ofPlaces[ofDocuments] = this.#numberOf((capability) => decideDocumentLeg(node, capability, this.#authorize));
    }
    const outcome = this.#pairs.intern(this.#ofSets[set] ?? 0, this.#ofPlaces[ofDocuments] ?? 0);
    this.#outcomes[set * PLATFORMS.length + platform] = outcome + 1;
    return outcome;
  }

  /** What stands in the way, by codes and effects as for every node of the outcome; the rest tells of one of them. */
  blockers(outcome: number, capability: Capability): readonly Blocker[] {
    const ofNode = this.#legs[this.#pairs.first(outcome) - 1];
    const ofDocument = this.#legs[this.#pairs.second(outcome) - 1];
    return [...(ofNode?.[capability] ?? []), ...(ofDocument?.[capability] ?? [])];
  }

  /** The number of a leg, from 1: one for all that tell the same by code and effect. */
  #numberOf(decide: (capability: Capability) => readonly Blocker[]): number {
    const leg: Leg = { "run-command": decide("run-command"), "port-forwarding": decide("port-forwarding") };
    const told = CAPABILITIES.map((capability) => leg[capability].map(({ code, effect }) => `${code} ${effect}`).join());
    const name = told.join("|");
    const known = this.#legNumbers.get(name);
    if (known !== undefined) return known;
    this.#legs.push(leg);
    this.#legNumbers.set(name, this.#legs.length);
    return this.#legs.length;
  }
}
