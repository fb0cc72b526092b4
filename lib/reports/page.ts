import "server-only";
import type { Problem } from "#lib/domain/problem.ts";
import type { ReportAuditHead } from "./audit-head.ts";
import { Html, html } from "./html.ts";
import { PAGE_SCRIPT, PAGE_STYLE, pageMargins } from "./page-style.ts";

export type ReportPage = {
  title: string;
  /** What a page that lies alone is known by. */
  mark: string;
  /** From the request: styles and scripts without it are refused by the content security policy. */
  nonce: string;
  /** Address of the same report as a file, to which `csv` or `json` is added; null for none. */
  file: string | null;
};

/** The beginning of a printable page, up to its heading. */
export function pageStart({ title, mark, nonce, file }: ReportPage): string {
  const style = new Html(PAGE_STYLE + pageMargins(mark));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no, address=no, email=no">
<title>${title} · Cado Reach</title>
<link rel="icon" href="/favicon.svg">
<style nonce="${nonce}">${style}</style>
</head>
<body>
<nav class="actions" aria-label="This report"><a href="/">Cado Reach</a>${
    file !== null &&
    html`<button type="button" data-print hidden>Print</button><a href="${file}csv">CSV</a><a href="${file}json">JSON</a>`
  }</nav>
<main>
<div class="product">Cado Reach</div>
<h1>${title}</h1>
`.text;
}

/** Its end. */
export function pageEnd({ nonce }: ReportPage): string {
  return html`</main>
<script nonce="${nonce}">${new Html(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;
}

/** How one can show later that nothing which the report rests on was changed. */
export function evidence(head: ReportAuditHead | null): Html {
  if (head === null) return html`<p class="notice">The audit log has no head: it holds nothing yet, or was tampered with.</p>`;
  return html`<p>When this report was made the audit log ended with record ${count(head.seq)} and the hash
<span class="ident">${head.hash}</span>. <span class="ident">reach audit verify --head ${head.hash}</span> shows whether the log still
holds what it held then.</p>`;
}

/**
 * Part of a long table. A table per part, each with its head: one of a hundred thousand rows takes a browser more than a
 * minute to lay out, and parts that are not in view need not be laid out at all.
 */
export function tablePart(head: Html, rows: readonly Html[]): Html {
  return html`<div class="wide part"><table>${head}<tbody>
${rows}</tbody></table></div>
`;
}

/** A moment in UTC; with `local` the reader's browser adds its own time. */
export function moment(iso: string, local = false): Html {
  return html`<time datetime="${iso}"${local && new Html(" data-local")}>${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}

const NUMBER = new Intl.NumberFormat("en");

/** A number as people write it. */
export function count(value: number): string {
  return NUMBER.format(value);
}

/** A page that says why there is no report. */
export function problemPage(problem: Problem, nonce: string): string {
  const page: ReportPage = { title: problem.title, mark: "", nonce, file: null };
  return `${pageStart(page)}${html`<p>${problem.remedy}</p><p class="ident soft">${problem.code}</p>`.text}${pageEnd(page)}`;
}
