import type { CoveragePoint } from "#lib/domain/coverage-history.ts";

/** The parts of a point, from the ground up. `unread`: what is known of them is of before. */
export const BANDS = ["reachable", "blocked", "unknown", "unread"] as const;
export type Band = (typeof BANDS)[number];

export const SCALES = ["count", "share"] as const;
/** `count`: nodes. `share`: percent of all nodes that are known of. */
export type ChartScale = (typeof SCALES)[number];

/** Nodes that are known of at a point, read or not. */
export function knownNodes({ reachable, blocked, unknown, unread }: CoveragePoint): number {
  return reachable + blocked + unknown + unread;
}

/** True where nothing is known of any node, though there may be some: nothing is drawn there, least of all a zero. */
export function isGapPoint(point: CoveragePoint): boolean {
  return knownNodes(point) === 0 && (point.unreadCells > 0 || point.readAt === null);
}

/** The height of the chart: the largest number of nodes that its points know of, 1 at least; for shares 100. */
export function chartTop(points: readonly CoveragePoint[], scale: ChartScale): number {
  return scale === "share" ? 100 : points.reduce((top, point) => Math.max(top, knownNodes(point)), 1);
}

export type Plot = {
  /** Pixels. */
  width: number;
  height: number;
  fromMs: number;
  toMs: number;
  /** What the plot's height stands for. */
  top: number;
  scale: ChartScale;
};

/** A stretch of the chart over which one point holds, with the edges of its bands in pixels from the top. */
export type Column = { at: number; from: number; to: number; edges: readonly number[] };

/** What was not read is never drawn thinner than this: it would pass for nothing. */
const LEAST_UNREAD = 2;

/** Pixels from the left for a moment (epoch milliseconds). */
export function xOf(ms: number, { width, fromMs, toMs }: Plot): number {
  return toMs === fromMs ? 0 : ((ms - fromMs) / (toMs - fromMs)) * width;
}

/**
 * The chart's columns in unbroken runs: a point holds until the next one, nothing is interpolated, and a gap ends a run.
 * The last point is the end of the time, and has no width, but where it is the only one.
 */
export function chartRuns(points: readonly CoveragePoint[], plot: Plot): readonly (readonly Column[])[] {
  const runs: Column[][] = [];
  let run: Column[] = [];
  for (const [at, point] of points.entries()) {
    const next = points[at + 1];
    if (next === undefined && points.length > 1) break;
    if (isGapPoint(point)) {
      if (run.length > 0) runs.push(run);
      run = [];
      continue;
    }
    const from = xOf(Date.parse(point.at), plot);
    const to = next === undefined ? Math.max(plot.width, from) : xOf(Date.parse(next.at), plot);
    run.push({ at, from: next === undefined ? Math.min(from, plot.width - 2) : from, to, edges: edgesOf(point, plot) });
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Stretches over which nothing at all is known of some accounts' regions, as pairs of pixels. */
export function unknownStretches(points: readonly CoveragePoint[], plot: Plot): readonly { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const [at, point] of points.entries()) {
    const next = points[at + 1];
    if (point.unreadCells === 0 || (next === undefined && points.length > 1)) continue;
    const from = xOf(Date.parse(point.at), plot);
    const to = next === undefined ? plot.width : xOf(Date.parse(next.at), plot);
    const last = stretches.at(-1);
    if (last !== undefined && last.to >= from) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}

/** The outline of a band (index in BANDS) over a run, as an SVG path. "" where it has no height anywhere. */
export function bandPath(run: readonly Column[], band: number): string {
  const hasHeight = run.some(({ edges }) => (edges[band] ?? 0) - (edges[band + 1] ?? 0) > 0);
  if (!hasHeight) return "";
  const above = run.flatMap(({ from, to, edges }) => [`${px(from)} ${px(edges[band + 1])}`, `${px(to)} ${px(edges[band + 1])}`]);
  const below = run
    .toReversed()
    .flatMap(({ from, to, edges }) => [`${px(to)} ${px(edges[band])}`, `${px(from)} ${px(edges[band])}`]);
  return `M${[...above, ...below].join("L")}Z`;
}

/** Edges of a point's bands from the ground up: one more than there are bands. */
function edgesOf(point: CoveragePoint, { height, top, scale }: Plot): readonly number[] {
  const known = knownNodes(point);
  const unit = scale === "share" ? (known === 0 ? 0 : 100 / known) : 1;
  const edges = [height];
  let sum = 0;
  for (const band of BANDS) {
    sum += point[band] * unit;
    edges.push(height - Math.min(1, sum / top) * height);
  }
  const read = edges[BANDS.length - 1] ?? height;
  const unread = edges[BANDS.length] ?? height;
  if (point.unread > 0 && read - unread < LEAST_UNREAD) {
    const upper = Math.max(0, read - LEAST_UNREAD);
    edges[BANDS.length] = upper;
    // At the very top of the chart there is room only below.
    edges[BANDS.length - 1] = upper + LEAST_UNREAD;
  }
  return edges;
}

function px(value: number | undefined): string {
  return String(Math.round((value ?? 0) * 100) / 100);
}
