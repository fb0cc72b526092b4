import "server-only";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { CoverageAt, NodeAt } from "#lib/history/coverage-at.ts";
import type { CoverageHead } from "./coverage-head.ts";
import { inSlices } from "./in-slices.ts";
import { csvLines } from "./report-csv.ts";
import { tagWords } from "./tag-words.ts";

const COLUMNS = ["at", "capability", "account", "region", "id", "name", "verdict", "tag state", "tag", "since", "read at"];

const LINES = 500;

/**
 * Coverage at a moment as CSV (report-csv.ts), in pieces: a line per node. `verdict` is `unread` where the latest reading
 * of the node's account and region had failed by then; what it was before is in the other columns. Times are UTC.
 */
export async function* coverageCsv(head: CoverageHead, nodes: CoverageAt["nodes"], tag: TagSpec): AsyncGenerator<string> {
  const readAt = new Map(head.cells.map((cell) => [`${cell.account} ${cell.region}`, cell.readAt ?? ""]));
  const toCells = (node: NodeAt) => [
    head.at,
    head.capability,
    node.account,
    node.region,
    node.id,
    node.name,
    node.unread ? "unread" : node.verdict,
    node.tagState,
    tagWords(readTagState(node.tags, tag)),
    node.since,
    readAt.get(`${node.account} ${node.region}`) ?? "",
  ];
  yield csvLines([COLUMNS]);
  for await (const slice of inSlices(nodes, LINES)) yield csvLines(slice.map(toCells));
}
