import { classNames } from "#components/ui/class-names.ts";
import { JsonLine } from "#components/ui/code-block.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { type DiffLine, diffStatements, type StatementDiff } from "#lib/policy/diff-statements.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { diffReason } from "./diff-reason.ts";
import type { VariantRequest } from "../variant-request.ts";

/** What is other than in the documented default of the same partition: statement by statement, side by side where there is room. */
export function PolicyDiff({ request: { variant, partition, tag } }: { request: VariantRequest }) {
  if (variant === "documented-default") return null;
  const diffs = diffStatements(
    renderVariant({ variant: "documented-default", partition, tag }),
    renderVariant({ variant, partition, tag }),
  );
  const removed = diffs.filter(({ kind }) => kind !== "unchanged" && kind !== "added");
  const added = diffs.filter(({ kind }) => kind === "added" || kind === "changed");
  const unchanged = diffs.filter(({ kind }) => kind === "unchanged");
  return (
    <section aria-labelledby="diff" className="min-w-0">
      <h2 id="diff" className="text-base font-semibold">
        Against the documented default
      </h2>
      <p className="mt-0.5 mb-3 text-ink-2">
        {formatCount(removed.length, "statement")} out, {formatCount(added.length, "statement")} in, {unchanged.length} unchanged.
        Statements are matched by what they allow, not by their Sid.
      </p>
      <div className="grid gap-3 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3 self-start md:sticky md:top-[calc(var(--header-height)+0.75rem)]">
          {removed.map((diff) => (
            <StatementCard key={keyOf(diff)} diff={diff} side="removed" />
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          {added.map((diff) => (
            <StatementCard key={keyOf(diff)} diff={diff} side="added" />
          ))}
        </div>
      </div>
      {unchanged.map((diff) => (
        <details key={keyOf(diff)} className="panel mt-3 px-3 py-2">
          <summary className="text-ink-2">Unchanged: {sidOf(diff) || "statement without a Sid"}</summary>
          <Lines lines={diff.lines} />
        </details>
      ))}
    </section>
  );
}

function StatementCard({ diff, side }: { diff: StatementDiff; side: "removed" | "added" }) {
  const word = side === "removed" ? "Out" : "In";
  // A statement that only changed stands on both sides, each with its own lines.
  const lines = diff.kind === "changed" ? diff.lines.filter(({ kind }) => kind === "same" || kind === side) : diff.lines;
  return (
    <article className="panel min-w-0 overflow-hidden">
      <div className="px-3 py-2">
        <h3 className="flex min-w-0 items-baseline gap-2">
          <span className={classNames("shrink-0 font-semibold", side === "removed" ? "text-danger" : "text-reachable")}>
            {side === "removed" ? "−" : "+"} {word}
          </span>
          <span className="ident min-w-0 break-all">{sidOf(diff)}</span>
        </h3>
        <p className="mt-0.5 text-ink-2">{diffReason(diff)}</p>
      </div>
      <Lines lines={lines} />
    </article>
  );
}

function Lines({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <pre className="border-t bg-sunken py-2 font-mono text-2xs leading-[1.125rem] whitespace-pre-wrap">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text.
        <span key={index} className={classNames("flex pr-2", LINE_CLASS[line.kind])}>
          <span aria-hidden="true" className="w-5 shrink-0 text-center text-ink-3 select-none">
            {line.kind === "removed" ? "−" : line.kind === "added" ? "+" : ""}
          </span>
          {/* The indentation stands by itself, so that a line that is too long goes on under its own beginning. */}
          <span>{line.text.slice(0, line.text.search(/\S|$/))}</span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <JsonLine text={line.text.trimStart()} />
            {"\n"}
          </span>
        </span>
      ))}
    </pre>
  );
}

const LINE_CLASS: Readonly<Record<DiffLine["kind"], string>> = {
  same: "",
  removed: "bg-danger-soft",
  added: "bg-reachable-soft",
};

function sidOf(diff: StatementDiff): string {
  return ("after" in diff ? diff.after.Sid : diff.before.Sid) ?? "";
}

function keyOf(diff: StatementDiff): string {
  return `${diff.kind} ${sidOf(diff)}`;
}
