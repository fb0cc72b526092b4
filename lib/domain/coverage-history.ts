import type { TaggingTarget } from "./tagging.ts";
import type { Capability, Verdict } from "./verdict.ts";

/**
 * How many nodes stood how at one moment. `unread` counts the nodes of cells whose latest reading failed: what they were
 * is known, what they are is not. `unreadCells` that were never read add nobody knows how many.
 */
export type CoveragePoint = {
  at: string;
  reachable: number;
  blocked: number;
  unknown: number;
  unread: number;
  unreadCells: number;
};

/** A line of the chart: the whole estate (`name` ""), an account, a region, or the nodes with one value of a tag. */
export type CoverageSeries = { name: string; points: readonly CoveragePoint[] };

export type CoverageHistory = {
  capability: Capability;
  /** "" the whole, `account`, `region`, or `tag:KEY`. */
  by: string;
  from: string;
  to: string;
  series: readonly CoverageSeries[];
};

/** What became of the nodes between two moments. `unread`: in a cell that was not read at one of them. */
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
