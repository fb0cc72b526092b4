/**
 * The look of a printable report: black on white whatever the theme, on the screen as on paper. The paper's size is the
 * reader's choice (A4, Letter); rows are not torn apart, the head of a table is repeated, pages are numbered.
 */
export const PAGE_STYLE = `
:root { color-scheme: only light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 3rem; background: #fff; color: #14181f;
  font: 0.8125rem/1.45 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { margin: 0.25rem 0; font-size: 1.4rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 0.5rem; font-size: 1rem; break-after: avoid; }
p { margin: 0.35rem 0; max-width: 48rem; }
.product { color: #414a57; font-weight: 600; }
.lead { font-size: 0.95rem; }
.soft { color: #4b5563; }
p.soft { break-after: avoid; }
.ident { font-family: ui-monospace, SFMono-Regular, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: 0.92em; }
.notice { border-left: 3px solid #855102; padding: 0.1rem 0 0.1rem 0.75rem; }
bdi { unicode-bidi: isolate; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0.5rem 0; }
dt { color: #4b5563; }
dd { margin: 0; }
.figures { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0.75rem 0; padding: 0; list-style: none; }
.figures b { display: block; font-size: 1.25rem; line-height: 1.3; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
.part { content-visibility: auto; contain-intrinsic-size: auto 22rem; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 0.25rem 0.5rem 0.25rem 0; border-bottom: 1px solid #d5d9df; text-align: left; vertical-align: top; }
th { border-bottom: 1px solid #6b7280; font-weight: 600; break-after: avoid; }
td.number, th.number { padding-right: 1rem; text-align: right; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; margin: 0 0 1.25rem; }
.actions a, .actions button { color: #3546c0; font: inherit; background: none; border: 0; padding: 0.15rem 0; text-decoration: underline; cursor: pointer; }
@media (max-width: 40rem) { table { table-layout: auto; } .wide { overflow-x: auto; } .wide table { min-width: 44rem; } }
@page { margin: 16mm 14mm 18mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 8.5pt; }
  .actions { display: none; }
  .part { content-visibility: visible; }
  .wide { overflow: visible; }
  .wide table { min-width: 0; table-layout: fixed; }
}`;

/**
 * Numbers every page; `mark` goes to its other corner, so that a page that lies alone can be told where it belongs. It is
 * put into CSS: letters, digits, spaces, commas, points and hyphens only.
 */
export function pageMargins(mark: string): string {
  const safe = mark.replace(/[^\p{L}\p{N} ,.:-]/gu, "");
  return `@page { @bottom-left { content: "${safe}"; font: 7.5pt sans-serif; color: #4b5563; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 7.5pt sans-serif; color: #4b5563; } }`;
}

/** Adds the reader's own time to the moments that ask for it, and makes the button print. */
export const PAGE_SCRIPT = `
const local = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });
if (local.resolvedOptions().timeZone !== "UTC") for (const time of document.querySelectorAll("time[data-local]")) time.append(" (" + local.format(new Date(time.dateTime)) + ")");
for (const button of document.querySelectorAll("button[data-print]")) { button.hidden = false; button.onclick = () => window.print(); }`;
