"use client";

import { useMemo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { diffStatements, type StatementDiff } from "#lib/policy/diff-statements.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { DiffLook } from "../policy-url.ts";
import { diffBlocks } from "./diff-blocks.ts";
import { StatementCard, StatementLines } from "./statement-card.tsx";

/** One policy before and after; `reason` says why a statement is other, where somebody knows better than its text tells. */
export type PolicyPair = {
  name: string;
  before: PolicyDocument;
  after: PolicyDocument;
  reason?: (diff: StatementDiff) => string | null;
};

export type PolicyDiffProps = {
  heading: string;
  pairs: readonly PolicyPair[];
  /** The difference as text, in the manner of `diff -u`. */
  text: () => string;
  look: DiffLook;
  onLook: (look: DiffLook) => void;
};

/** What is other than before, statement by statement: side by side where there is room, or one below the other. */
export function PolicyDiff({ heading, pairs, text, look, onLook }: PolicyDiffProps) {
  const all = useMemo(() => pairs.map((pair) => ({ pair, diffs: diffStatements(pair.before, pair.after) })), [pairs]);
  const count = (...kinds: readonly StatementDiff["kind"][]) =>
    all.reduce((sum, { diffs }) => sum + diffs.filter(({ kind }) => kinds.includes(kind)).length, 0);
  return (
    <section aria-labelledby="diff" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="diff" className="text-base font-semibold">
            {heading}
          </h2>
          <p className="mt-0.5 text-ink-2">
            {formatCount(count("removed", "changed"), "statement")} out, {formatCount(count("added", "changed"), "statement")} in,{" "}
            {count("unchanged")} unchanged. Statements are matched by what they allow, not by their Sid.
          </p>
        </div>
        <CopyButton text={text} label="Copy diff" size="sm" />
        <Segmented
          legend="Look of the comparison"
          size="sm"
          value={look}
          onChange={onLook}
          options={LOOKS}
          className="max-md:hidden"
        />
      </div>
      {all.map(({ pair, diffs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a policy is its place in the role.
        <div key={index} className="flex flex-col gap-3">
          {all.length > 1 && <h3 className="text-sm font-semibold">{pair.name || `Policy ${index + 1}`}</h3>}
          {diffBlocks(diffs).map((block, at) =>
            block.kind === "same" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the policy.
              <Unchanged key={at} diffs={block.statements} />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the policy.
              <div key={at} className={look === "split" ? "grid gap-3 md:grid-cols-2" : "flex flex-col gap-3"}>
                <Side diffs={block.before} side="removed" pair={pair} sticky={look === "split"} />
                <Side diffs={block.after} side="added" pair={pair} />
              </div>
            ),
          )}
        </div>
      ))}
    </section>
  );
}

const LOOKS = [
  { value: "split", label: "Side by side" },
  { value: "unified", label: "Unified" },
] as const;

type SideProps = { diffs: readonly StatementDiff[]; side: "removed" | "added"; pair: PolicyPair; sticky?: boolean };

/** What went stays in view beside all that came in its place. */
function Side({ diffs, side, pair, sticky = false }: SideProps) {
  return (
    <div
      className={classNames(
        "flex min-w-0 flex-col gap-3",
        sticky && "self-start max-md:self-stretch md:sticky md:top-[calc(var(--header-height)+0.75rem)]",
      )}
    >
      {diffs.map((diff, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a statement is its place in the policy.
        <StatementCard key={index} diff={diff} side={side} reason={pair.reason?.(diff) ?? null} />
      ))}
    </div>
  );
}

function Unchanged({ diffs }: { diffs: readonly StatementDiff[] }) {
  const names = diffs.map(({ kind, ...diff }) => ("after" in diff ? diff.after.Sid : "") || "statement without a Sid");
  return (
    <details className="panel min-w-0 px-3 py-2">
      <summary className="text-ink-2 marker:text-ink-3">
        {formatCount(diffs.length, "statement")} unchanged: {names.slice(0, 3).join(", ")}
        {names.length > 3 && ` and ${names.length - 3} more`}
      </summary>
      <div className="mt-2 flex flex-col gap-2">
        {diffs.map((diff, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a statement is its place in the policy.
          <StatementLines key={index} lines={diff.lines} />
        ))}
      </div>
    </details>
  );
}
