import type { CellClients } from "#lib/aws/cell-clients.ts";
import type { AccountId, NodeKey, RegionName } from "#lib/domain/ids.ts";
import type { Tags } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { KnownCells } from "./group-targets.ts";

/** What tagging needs of the estate that the dashboard reads. */
export type TaggingEstate = {
  /** The tag that grants, as configured. */
  tag: TagSpec;
  known: KnownCells;
  clients(account: AccountId, region: RegionName): CellClients;
  /** Told of all tags of a node whenever tagging has read them back. */
  onTagsRead(node: NodeKey, tags: Tags): void;
  patience: Patience;
};

/** Waits between tries, in milliseconds; their number is the number of further tries. */
export type Patience = {
  /** Until a write can be seen on reading back. Half a minute: EC2 gives no bound, and mostly takes under a second. */
  visibleMs: readonly number[];
  /** While somebody else tags the same resource (ConcurrentTagAccess, which the SDK does not retry). */
  busyMs: readonly number[];
};

export const PATIENCE: Patience = {
  visibleMs: [200, 400, 800, 1600, 3000, 4000, 5000, 5000, 5000, 5000],
  busyMs: [200, 400, 800, 1600, 3200, 5000],
};
