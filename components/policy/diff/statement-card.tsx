import { classNames } from "#components/ui/class-names.ts";
import { JsonLine } from "#components/ui/code-block.tsx";
import { diffReason } from "#lib/policy/diff-reason.ts";
import type { DiffLine, StatementDiff } from "#lib/policy/diff-statements.ts";

export type StatementCardProps = {
  diff: StatementDiff;
  side: "removed" | "added";
  /** null: told from what the statement says. */
  reason: string | null;
};

/** One statement that went or came, and why. */
export function StatementCard({ diff, side, reason }: StatementCardProps) {
  const word = side === "removed" ? "Out" : "In";
  const statement = side === "added" && "after" in diff ? diff.after : "before" in diff ? diff.before : diff.after;
  // A statement that only changed stands on both sides, each with its own lines.
  const lines = diff.kind === "changed" ? diff.lines.filter(({ kind }) => kind === "same" || kind === side) : diff.lines;
  return (
    <article className="panel min-w-0 overflow-hidden">
      <div className="px-3 py-2">
        <h3 className="flex min-w-0 items-baseline gap-2">
          <span className={classNames("shrink-0 font-semibold", side === "removed" ? "text-danger" : "text-reachable")}>
            {side === "removed" ? "−" : "+"} {word}
          </span>
          <span className="ident min-w-0 break-all">{statement.Sid || "without a Sid"}</span>
        </h3>
        <p className="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">{reason ?? diffReason(diff)}</p>
      </div>
      <StatementLines lines={lines} />
    </article>
  );
}

/** The lines of a statement, with what went and what came marked by sign and ground. */
export function StatementLines({ lines }: { lines: readonly DiffLine[] }) {
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
