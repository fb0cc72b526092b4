import type { PartName } from "./results-file.ts";

/** A limit for one figure of the product. */
export type Limit = {
  part: PartName;
  measure: string;
  /** Which of the runs has to keep to it. */
  of: "median" | "worst";
  /** In the measure's own unit. */
  most: number;
  /** How it is told: "ms", "s", "MB", "KB", "" … */
  unit: "ms" | "s" | "MB" | "KB" | "";
  /** What it is called beside others of the same row. */
  word?: string;
};

/** The product's figure as a part of a peer's, or with so many more than a peer's. */
export type Against = {
  part: PartName;
  measure: string;
  /** The peer's measure, where it has another name. */
  theirs?: string;
  peer: string;
  most: number;
  how: "times" | "more";
};

export type Target = { what: string; limits: readonly Limit[]; against: readonly Against[] };

const table = (measure: string, most: number, of: "median" | "worst" = "median", word?: string): Limit => ({
  part: "table",
  measure,
  of,
  most,
  unit: "ms",
  ...(word !== undefined && { word }),
});
const agGrid = (measure: string, most: number, theirs?: string): Against => ({
  part: "table",
  measure,
  peer: "ag-grid",
  most,
  how: "times",
  ...(theirs !== undefined && { theirs }),
});
const limit = (part: PartName, measure: string, most: number, unit: Limit["unit"], word?: string): Limit => ({
  part,
  measure,
  of: "median",
  most,
  unit,
  ...(word !== undefined && { word }),
});

/** What is to be reached, on the machine of the measurement; in the order of the table. */
export const TARGETS: readonly Target[] = [
  {
    what: "keystroke → painted answer, 100k",
    limits: [table("key", 50), table("key", 120, "worst"), table("first key", 120, "worst", "first key")],
    against: [agGrid("key", 0.45), agGrid("first key", 0.2)],
  },
  {
    what: "sort click → painted, any column",
    limits: [table("first sort", 60, "median", "first time"), table("sort again", 60, "median", "again")],
    against: [agGrid("first sort", 0.15), agGrid("sort again", 0.15)],
  },
  {
    what: "group by any tag, facet counts after a filter",
    limits: [
      table("group", 60, "median", "group"),
      table("group again", 60, "median", "again"),
      table("facet counts", 60, "median", "facets"),
    ],
    against: [],
  },
  { what: "select all matching → painted", limits: [table("select all", 34)], against: [agGrid("select all", 0.1)] },
  {
    what: "fling 20,000 px in 60 frames",
    limits: [
      limit("table", "fling: dropped frames", 10, "", "dropped"),
      { ...table("fling: longest task", 50, "worst", "longest task") },
      { ...limit("table", "fling: blank frames", 0, "", "blank"), of: "worst" },
    ],
    against: [{ part: "table", measure: "fling: dropped frames", peer: "glide", most: 5, how: "more" }],
  },
  {
    what: "heap over the data, all selected",
    limits: [limit("table", "heap over the data", 10, "MB")],
    against: [agGrid("heap over the data", 0.2)],
  },
  {
    what: "rows to the browser, from the response's start",
    limits: [
      limit("transport", "first row", 100, "ms", "first rows"),
      limit("transport", "complete", 400, "ms", "complete"),
      limit("transport", "MB on the wire", 3, "MB", "on the wire"),
      limit("transport", "longest task", 50, "ms", "longest task"),
    ],
    against: [
      { part: "transport", measure: "first row", peer: "row-json", most: 0.5, how: "times" },
      { part: "transport", measure: "complete", peer: "row-json", most: 0.5, how: "times" },
      { part: "transport", measure: "MB on the wire", peer: "row-json", most: 0.5, how: "times" },
    ],
  },
  {
    what: "1,000,000 instances in the browser",
    limits: [
      limit("million", "key", 500, "ms", "filter"),
      limit("million", "fling: dropped frames", 10, "", "dropped"),
      limit("million", "tab", 500, "MB", "tab"),
      limit("million", "tab after all that", 500, "MB", "tab after use"),
    ],
    against: [],
  },
  {
    what: "policy edit → all verdicts recounted, 100k",
    limits: [limit("server", "verdicts recounted at 100000", 300, "ms")],
    against: [],
  },
  ...(["even", "heavy"] as const).map(
    (shape): Target => ({
      what: shape === "even" ? "sweep, 100k spread over 850 cells" : "sweep, 100k in 850 cells, one of 23,000",
      limits: [
        limit("sweep", `${shape}: wall`, 8_000, "s", "wall"),
        limit("sweep", `${shape}: CPU of the server`, 12_000, "s", "CPU"),
        limit("sweep", `${shape}: first rows`, 1_500, "s", "first rows"),
        limit("sweep", `${shape}: event-loop delay, p99`, 50, "ms", "loop p99"),
        limit("sweep", `${shape}: account-regions failed`, 0, "", "failed"),
      ],
      against:
        shape === "even"
          ? []
          : ["aws-cli", "serial-join"].map((peer) => ({
              part: "sweep",
              measure: "heavy: wall",
              theirs: "the heavy account-region alone: wall",
              peer,
              most: 0.1,
              how: "times",
            })),
    }),
  ),
  {
    what: "re-check of our tag alone, 100k",
    limits: [
      limit("sweep", "even: our tag alone", 3_000, "s", "even"),
      limit("sweep", "heavy: our tag alone", 3_000, "s", "heavy"),
    ],
    against: [],
  },
  {
    what: "1,000,000 instances on the server",
    limits: [limit("server", "RSS of the server at 1000000", 600, "MB", "RSS")],
    against: [],
  },
  {
    what: "first-load JS of the instances page",
    limits: [limit("page", "first-load scripts, KB gzipped", 185, "KB")],
    against: [],
  },
  {
    what: "LCP, worst interaction, CLS at 4x CPU slow-down",
    limits: [
      limit("page", "LCP", 1_200, "s", "LCP"),
      limit("page", "worst interaction", 200, "ms", "interaction"),
      limit("page", "CLS", 0.02, "", "CLS"),
    ],
    against: [],
  },
  {
    what: "tagging nodes of one account-region",
    limits: [],
    against: [
      { part: "tagging", measure: "calls for 1,000 nodes", peer: "25 ids x 2 workers", most: 1, how: "times" },
      { part: "tagging", measure: "calls for 1,000 nodes", peer: "20 ARNs a call", most: 1, how: "times" },
      { part: "tagging", measure: "time for 1,000 nodes", peer: "25 ids x 2 workers", most: 1, how: "times" },
      { part: "tagging", measure: "time for 1,000 nodes", peer: "20 ARNs a call", most: 1, how: "times" },
    ],
  },
];
