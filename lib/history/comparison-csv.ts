import "server-only";
import type { ChangedNode } from "#lib/domain/coverage-history.ts";
import { inSlices } from "#lib/reports/in-slices.ts";
import { csvLines } from "#lib/reports/report-csv.ts";
import type { CompareRequest } from "./compare-dates.ts";

const COLUMNS = [
  "from",
  "to",
  "capability",
  "account",
  "region",
  "id",
  "name",
  "change",
  "before",
  "after",
  "tag before",
  "tag after",
];

const LINES = 1_000;

/** The nodes of a comparison as CSV (RFC 4180, cannot start a formula), a line per node, in pieces. Times are UTC. */
export async function* comparisonCsv(request: CompareRequest, nodes: AsyncIterable<ChangedNode>): AsyncGenerator<string> {
  const [from, to] = [new Date(request.fromMs).toISOString(), new Date(request.toMs).toISOString()];
  yield csvLines([COLUMNS]);
  for await (const slice of inSlices(nodes, LINES)) {
    yield csvLines(
      slice.map(({ account, region, id, name, change, before, after, tagBefore, tagAfter }) => [
        from,
        to,
        request.capability,
        account,
        region,
        id,
        name,
        change,
        before,
        after,
        tagBefore,
        tagAfter,
      ]),
    );
  }
}
