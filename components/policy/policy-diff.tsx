import { classNames } from "#components/ui/class-names.ts";
import { JsonLine } from "#components/ui/code-block.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { type DiffLine, diffStatements, type StatementDiff } from "#lib/policy/diff-statements.ts";
import type { PolicyRequest } from "#lib/policy/policy-request.ts";
import { renderVariant } from "#lib/policy/variants.ts";
import { diffReason } from "./diff-reason.ts";

/** What is other than in the documented default of the same partition: statement by statement, side by side where there is room. */
export function PolicyDiff({ request: { variant, partition, tag } }: { request: PolicyRequest }) {
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
        <div className="flex min-w-0 flex-col gap-3">
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
          <Lines lines={diff.lines} label={`Unchanged statement ${sidOf(diff)}`} />
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
      <Lines lines={lines} label={`${word}: ${sidOf(diff)}`} />
    </article>
  );
}

function Lines({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus, or the keyboard cannot scroll it.
      tabIndex={0}
      className="overflow-x-auto border-t bg-sunken -outline-offset-2"
    >
      <pre className="w-fit min-w-full py-2 font-mono text-xs leading-5">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text.
          <span key={index} className={classNames("block pr-3", LINE_CLASS[line.kind])}>
            <span aria-hidden="true" className="inline-block w-6 text-center text-ink-3 select-none">
              {line.kind === "removed" ? "−" : line.kind === "added" ? "+" : ""}
            </span>
            <JsonLine text={line.text} />
            {"\n"}
          </span>
        ))}
      </pre>
    </section>
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
