import type { TaggingTarget } from "./tagging.ts";
import type { Capability, Verdict } from "./verdict.ts";

/**
 * How many nodes stood how at one moment. `unread` counts the nodes of cells whose latest reading failed: what they were
 * is known, what they are is not. `unreadCells`: cells whose latest reading failed and of which no node is known from
 * before; they add nobody knows how many.
 */
export type CoveragePoint = {
  at: string;
  reachable: number;
  blocked: number;
  unknown: number;
  unread: number;
  unreadCells: number;
  /** The latest reading that it rests on; null: nothing had been read by then. */
  readAt: string | null;
};

/**
 * A line of the chart: the whole estate (`name` ""), an account, a region, or the nodes with one value of a tag.
 * `kind` tells a value from what only looks like one: `missing`: without the tag; `unread`: tags not read; `other`: the
 * values that are not told apart.
 */
export type CoverageSeries = {
  name: string;
  kind: "value" | "missing" | "unread" | "other";
  points: readonly CoveragePoint[];
};

export type CoverageHistory = {
  capability: Capability;
  /** "" the whole, `account`, `region`, or `tag:KEY`. */
  by: string;
  from: string;
  to: string;
  series: readonly CoverageSeries[];
};

/**
 * What became of a node between two moments. `gained`, `lost`: it is reachable for certain now and was not, or the other
 * way round. `unread`: in a cell that was not read at one of them. Any other change of a node is not listed.
 */
export type NodeChange = "entered" | "left" | "gained" | "lost" | "unread";

export type ChangedNode = TaggingTarget & {
  name: string;
  change: NodeChange;
  before: Verdict["verdict"] | null;
  after: Verdict["verdict"] | null;
  /** The tag's spellings then and now, null where not known. */
  tagBefore: string | null;
  tagAfter: string | null;
};

export type CoverageComparison = {
  capability: Capability;
  from: CoveragePoint;
  to: CoveragePoint;
  counts: Readonly<Record<NodeChange, number>>;
  nodes: readonly ChangedNode[];
};
