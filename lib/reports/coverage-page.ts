import "server-only";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readTagState } from "#lib/domain/tag-state.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { CellAt, CoverageAt, NodeAt } from "#lib/history/coverage-at.ts";
import type { CoverageHead } from "./coverage-head.ts";
import { type Html, html } from "./html.ts";
import { inSlices } from "./in-slices.ts";
import { count, evidence, moment, pageEnd, pageStart, type ReportPage, tablePart } from "./page.ts";
import { tagValueWords } from "./tag-words.ts";

const LINES = 500;

const CAPABILITY: Readonly<Record<Capability, string>> = { "run-command": "Run Command", "port-forwarding": "Port forwarding" };

/** Coverage at a moment as a page to be printed, in pieces, with every node and every gap. */
export async function* coveragePage(
  head: CoverageHead,
  nodes: CoverageAt["nodes"],
  tag: TagSpec,
  nonce: string,
): AsyncGenerator<string> {
  const { at, capability } = head;
  const when = `${at.slice(0, 16).replace("T", " ")} UTC`;
  const page: ReportPage = {
    title: `Coverage of ${CAPABILITY[capability]}, ${when}`,
    mark: `Coverage of ${CAPABILITY[capability]}, ${when}`,
    nonce,
    file: `/api/reports/coverage?at=${encodeURIComponent(at)}&capability=${capability}&format=`,
  };
  yield pageStart(page) + summary(head, tag).text;
  yield html`<h2>Nodes</h2>
<p class="soft">Every node that was known then. “Not read”: its account and region could not be read at that time; what it was before is said beside it.</p>
`.text;
  for await (const slice of inSlices(nodes, LINES)) {
    yield tablePart(
      NODES_HEAD,
      slice.map((node) => nodeRow(node, tag)),
    ).text;
  }
  yield pageEnd(page);
}

const NODES_HEAD = html`<colgroup><col style="width:30%"><col style="width:20%"><col style="width:18%"><col style="width:17%"><col></colgroup>
<thead><tr><th>Node</th><th>Account, region</th><th>In reach</th><th>Like this since (UTC)</th><th>Tag</th></tr></thead>`;

function summary({ at, madeAt, counts, atLeast, cells, policies, capability, auditHead }: CoverageHead, tag: TagSpec): Html {
  const { reachable, blocked, unknown, unread } = counts;
  const total = reachable + blocked + unknown + unread;
  const least = atLeast ? "at least " : "";
  const more = atLeast ? ", at least" : "";
  const gaps = cells.filter((cell) => cell.unread);
  return html`<p class="lead">${least === "" ? "" : "At least "}${count(reachable)} of ${least}${count(total)} nodes were in reach of ${CAPABILITY[capability]}.</p>
<ul class="figures">
<li><b>${count(reachable)}</b>in reach${more}</li><li><b>${count(blocked)}</b>blocked${more}</li>
<li><b>${count(unknown)}</b>could not be told${more}</li>${unread > 0 && html`<li><b>${count(unread)}</b>not read then</li>`}
</ul>
<dl>
<dt>Moment</dt><dd>${moment(at, true)}</dd>
<dt>Latest reading by then</dt><dd>${counts.readAt === null ? "none" : moment(counts.readAt, true)}</dd>
<dt>Report made</dt><dd>${moment(madeAt, true)}</dd>
<dt>Tag that grants</dt><dd class="ident"><bdi>${tag.key}=${tag.value}</bdi></dd>
<dt>Policy in force</dt><dd class="ident">${policies.length === 0 ? "not known" : policies.join(", ")}</dd>
<dt>Scope</dt><dd>${countOf(new Set(cells.map(({ account }) => account)).size, "account")}, ${countOf(cells.length, "account-region")}</dd>
</dl>
<h2>Gaps</h2>
${
  gaps.length === 0
    ? html`<p>None: every account’s region was read to the end.</p>`
    : html`<p class="notice">${countOf(gaps.length, "account-region")} could not be read. Numbers above are what is known without them${counts.unreadCells > 0 && html`; of ${count(counts.unreadCells)} nothing was known from before, so nobody knows how many nodes are in there`}.</p>
<ul>${gaps.map((cell) => html`<li>${cell.account}, ${cell.region}: ${why(cell)}</li>`)}</ul>`
}
<h2>Scope</h2>
<div class="wide"><table><colgroup><col style="width:15%"><col style="width:15%"><col style="width:10%"><col style="width:9%"><col style="width:20%"><col></colgroup>
<thead><tr><th>Account</th><th>Region</th><th>Reading</th><th class="number">Nodes</th><th>Read to the end (UTC)</th><th>What stood in the way</th></tr></thead>
<tbody>${cells.map(cellRow)}</tbody></table></div>
<h2>Evidence</h2>
${evidence(auditHead)}
`;
}

function cellRow(cell: CellAt): Html {
  const { account, region, state, nodes, readAt } = cell;
  return html`<tr><td>${account}</td><td>${region}</td><td>${state}</td><td class="number">${count(nodes)}</td>
<td>${readAt === null ? "never" : plain(readAt)}</td><td>${why(cell)}</td></tr>
`;
}

/** Why a cell was not read to the end, as far as anybody said; nothing for one that was. */
function why({ state, problem, unread }: CellAt): Html | null {
  if (problem === null) return unread ? html`${state}` : null;
  const { title, code, requestId } = problem;
  return html`${title} <span class="ident soft">${code}${requestId !== undefined && ` request ${requestId}`}</span>`;
}

function nodeRow({ account, region, id, name, verdict, tags, since, unread }: NodeAt, tag: TagSpec): Html {
  return html`<tr><td>${name !== "" && html`<bdi>${name}</bdi><br>`}<span class="ident">${id}</span></td><td>${account}<br>${region}</td>
<td>${unread ? `Not read; before: ${verdict}` : verdict}</td><td>${plain(since)}</td><td><bdi>${tagValueWords(readTagState(tags, tag), tag)}</bdi></td></tr>
`;
}

function plain(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}

function countOf(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? "" : "s"}`;
}
