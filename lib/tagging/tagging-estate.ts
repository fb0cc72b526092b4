import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { TaggingRules } from "#lib/config/config.ts";
import type { AccountId, NodeKey, RegionName } from "#lib/domain/ids.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { KnownCells } from "./group-targets.ts";

/** What tagging needs of the estate that the dashboard reads. */
export type TaggingEstate = {
  /** The tag that grants, as configured. */
  tag: TagSpec;
  known: KnownCells;
  clients(account: AccountId, region: RegionName): CellClients;
  /** Clients whose writes AWS lets through only where the tag is as named; undefined where that cannot be had. */
  guardedClients(account: AccountId, region: RegionName, present: { key: string; value: string | null }): CellClients | undefined;
  /** Told of every spelling of the tag on a node whenever tagging has read them. */
  onSpellingsRead(node: NodeKey, found: readonly TagSpec[]): void;
  /** Nodes in the estate, as far as it was read. */
  size(): number;
  rules: TaggingRules;
  patience: Patience;
};

/** Waits between tries, in milliseconds; their number is the number of further tries. */
export type Patience = {
  /** Until a write can be seen on reading back. Half a minute: EC2 gives no bound, and mostly takes under a second. */
  visibleMs: readonly number[];
  /** While somebody else tags the same resource (ConcurrentTagAccess, which the SDK does not retry). */
  busyMs: readonly number[];
  /** While another of our jobs is at a node; the last one is waited again and again, up to `heldMs` in all. */
  heldEveryMs: number;
  heldMs: number;
  /** Between tries while credentials are expired, until they work again or somebody cancels. */
  credentialsMs: number;
};

export const PATIENCE: Patience = {
  visibleMs: [200, 400, 800, 1600, 3000, 4000, 5000, 5000, 5000, 5000],
  busyMs: [200, 400, 800, 1600, 3200, 5000],
  heldEveryMs: 500,
  heldMs: 15 * 60_000,
  credentialsMs: 2000,
};
