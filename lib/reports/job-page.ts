import "server-only";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { actorWords } from "./actor-words.ts";
import { type Html, html } from "./html.ts";
import { type JobCall, jobCalls } from "./job-calls.ts";
import type { JobHead } from "./job-head.ts";
import { type JobLine, jobLines } from "./job-lines.ts";
import { jobDoes, jobTitle, RESULT_WORDS, stateWords } from "./job-words.ts";
import { count, evidence, moment, pageEnd, pageStart, type ReportPage, tablePart } from "./page.ts";
import { tagValueWords } from "./tag-words.ts";

/** A job's report as a page to be printed, in pieces, with every node: it is complete or it is no evidence. */
export async function* jobPage(db: StoreDb, head: JobHead, nonce: string): AsyncGenerator<string> {
  const { job } = head;
  const title = jobTitle(job);
  const mark = `Job ${job.id}`;
  const page: ReportPage = { title, mark, nonce, file: `/api/reports/jobs/${job.id}?format=` };
  yield pageStart(page) + summary(head).text;
  yield html`<h2>Calls to AWS</h2>
<p class="soft">Every write call, as the audit log has it. A call that was refused or whose answer was lost is here too.</p>
`.text;
  let isEmpty = true;
  for await (const calls of jobCalls(db, job.id)) {
    isEmpty = false;
    yield tablePart(CALLS_HEAD, calls.map(callRow)).text;
  }
  if (isEmpty) yield html`<p>None that is kept.</p>`.text;
  yield html`<h2>Nodes</h2>
<p class="soft">Every node that was asked for, in the order of the request. Whether Cado reaches it is by the latest reading of its account and region.</p>
`.text;
  for await (const lines of jobLines(db, job.id)) {
    yield tablePart(
      NODES_HEAD,
      lines.map((line) => nodeRow(line, job.tag)),
    ).text;
  }
  yield pageEnd(page);
}

const CALLS_HEAD = html`<colgroup><col style="width:12%"><col style="width:15%"><col style="width:26%"><col style="width:9%"><col></colgroup>
<thead><tr><th>When (UTC)</th><th>Account, region</th><th>Write</th><th class="number">Nodes</th><th>Answer, request id</th></tr></thead>`;

const NODES_HEAD = html`<colgroup><col style="width:6%"><col style="width:20%"><col style="width:14%"><col style="width:14%"><col style="width:12%"><col></colgroup>
<thead><tr><th class="number">#</th><th>Node</th><th>Account, region</th><th>Tag before → after</th><th>Run Command, forwarding</th><th>Result, request ids</th></tr></thead>`;

function summary(head: JobHead): Html {
  const { job, madeAt, policy, scope, gaps, dryRuns, history, auditHead } = head;
  const { incident, reason, reference, undoOf, undoneBy, counts } = job;
  const shown = (["verified", "already", "written", "failed", "skipped", "pending"] as const).filter(
    (state) => counts[state] > 0,
  );
  return html`<p class="lead">${jobDoes(job)} ${stateWords(job)}</p>
<ul class="figures">${shown.map((state) => html`<li><b>${count(counts[state])}</b>${RESULT_WORDS[state]}</li>`)}</ul>
<dl>
<dt>Reason</dt><dd><bdi>${reason || "(none given)"}</bdi></dd>
<dt>Reference</dt><dd><bdi>${reference || "(none given)"}</bdi></dd>
${incident !== null && html`<dt>Incident</dt><dd><bdi>${incident.owner}</bdi> answers for it; it ends ${moment(incident.expiresAt, true)}</dd>`}
<dt>Tag</dt><dd class="ident"><bdi>${job.tag.key}=${job.tag.value}</bdi></dd>
<dt>Started by</dt><dd><bdi>${actorWords(job.actor)}</bdi></dd>
<dt>Started</dt><dd>${moment(job.startedAt, true)}</dd>
<dt>Ended</dt><dd>${job.finishedAt === null ? "not yet" : moment(job.finishedAt, true)}</dd>
<dt>Report made</dt><dd>${moment(madeAt, true)}</dd>
<dt>Policy in force</dt><dd class="ident">${policy}</dd>
${undoOf !== null && html`<dt>Undoes job</dt><dd class="ident">${undoOf}</dd>`}
${undoneBy !== null && html`<dt>Undone by job</dt><dd class="ident">${undoneBy}</dd>`}
<dt>Job</dt><dd class="ident">${job.id}</dd>
</dl>
<h2>Scope</h2>
<div class="wide"><table><colgroup><col style="width:20%"><col style="width:20%"><col><col><col><col><col></colgroup>
<thead><tr><th>Account</th><th>Region</th><th class="number">Nodes</th><th class="number">Verified</th><th class="number">Right already</th><th class="number">Failed</th><th class="number">Not sent</th></tr></thead>
<tbody>${scope.map(
    (cell) => html`<tr><td>${cell.account}</td><td>${cell.region}</td><td class="number">${count(cell.nodes)}</td>
<td class="number">${count(cell.verified)}</td><td class="number">${count(cell.already)}</td><td class="number">${count(cell.failed)}</td><td class="number">${count(cell.skipped)}</td></tr>`,
  )}</tbody></table></div>
<h2>Gaps</h2>
${gaps.length === 0 ? html`<p>None: every node that was asked for was read and could be changed.</p>` : html`<ul>${gaps.map((gap) => html`<li>${count(gap.nodes)} × ${gap.title} <span class="ident soft">${gap.code}</span></li>`)}</ul>`}
${dryRuns
  .filter(({ allowed }) => allowed !== true)
  .map(
    ({ account, region, action, allowed }) =>
      html`<p class="notice">${account}, ${region}: before the start AWS ${allowed === false ? "refused" : "could not be asked about"} <span class="ident">${action}</span>.</p>`,
  )}
<h2>Course</h2>
${history.length === 0 ? html`<p>Its audit records are not kept any more.</p>` : html`<ul>${history.map((entry) => html`<li>${moment(entry.at)}: ${entry.what} by <bdi>${actorWords(entry.actor)}</bdi> <span class="soft">(record ${count(entry.seq)})</span></li>`)}</ul>`}
<h2>Evidence</h2>
${evidence(auditHead)}
`;
}

function callRow({ at, account, region, step, nodes, result, requestId, problem }: JobCall): Html {
  const verb = step.op === "create" ? "put" : "take away";
  return html`<tr><td>${at.slice(0, 19).replace("T", " ")}</td><td>${account}<br>${region}</td>
<td>${verb} <span class="ident"><bdi>${step.key}=${step.value}</bdi></span></td><td class="number">${count(nodes)}</td>
<td>${result}${problem !== null && html`: ${problem.title} <span class="ident soft">${problem.code}</span>`}<br><span class="ident soft">${requestId}</span></td></tr>
`;
}

function nodeRow(
  { at, account, region, id, name, state, before, after, problem, requestIds, reach }: JobLine,
  tag: TagSpec,
): Html {
  return html`<tr><td class="number">${count(at + 1)}</td><td>${name !== "" && html`<bdi>${name}</bdi><br>`}<span class="ident"><bdi>${id}</bdi></span></td>
<td><bdi>${account}</bdi><br><bdi>${region}</bdi></td>
<td><bdi>${tagValueWords(before, tag)}</bdi>${state !== "already" && html` → <bdi>${tagValueWords(after, tag)}</bdi>`}</td>
<td>${reach === null ? "not read" : html`${reach.runCommand}<br>${reach.portForwarding}`}</td>
<td>${RESULT_WORDS[state]}${problem !== null && html`: ${problem.title} <span class="ident soft">${problem.code}</span>`}${requestIds.map(
    (request) => html`<br><span class="ident soft">${request}</span>`,
  )}</td></tr>
`;
}
