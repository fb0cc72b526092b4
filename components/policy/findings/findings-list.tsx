"use client";

import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Finding, FindingFix } from "#lib/policy/findings/finding.ts";
import { useKey } from "../use-key.ts";
import { findingId } from "./finding-id.ts";
import { FindingItem } from "./finding-item.tsx";
import { LEVEL_WORDS, LEVELS } from "./level-words.ts";

export type FindingsListProps = {
  heading?: string;
  findings: readonly Finding[];
  /** False while they are still those of the text before: nothing is fixed by them then. */
  settled: boolean;
  /** Names of the policies, in order: said where there are several. */
  policyNames: readonly string[];
  onShow: (finding: Finding) => void;
  /** Absent where the text is not the reader's to change. */
  onFix?: (fix: FindingFix) => void;
  undo?: { label: string; onUndo: () => void } | null;
};

/** What was found, gravest first, each with the way to its statement and out of it. */
export function FindingsList(props: FindingsListProps) {
  const { heading = "Findings", findings, settled, policyNames, onShow, onFix, undo = null } = props;
  const list = useRef<HTMLElement>(null);
  const counts = LEVELS.map((level) => ({ level, of: findings.filter((finding) => finding.level === level) }));
  const inOrder = counts.flatMap(({ of }) => of);
  const total = counts
    .filter(({ of }) => of.length > 0)
    .map(({ level, of }) => formatCount(of.length, LEVEL_WORDS[level].one, LEVEL_WORDS[level].many));

  const next = useRef(0);
  useKey("n", () => {
    const finding = inOrder[next.current % inOrder.length];
    if (finding === undefined) return;
    next.current += 1;
    document.getElementById(findingId(finding))?.scrollIntoView({ block: "nearest" });
    onShow(finding);
  });

  useEffect(() => {
    // A link to a finding is followed once the findings are there.
    const target = location.hash.startsWith("#finding-") ? document.getElementById(location.hash.slice(1)) : null;
    if (target === null || !list.current?.contains(target)) return;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }, []);

  return (
    <section ref={list} aria-labelledby="findings" aria-busy={!settled} className="panel min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b px-3 py-2 sm:px-4">
        <h2 id="findings" className="text-base font-semibold">
          {heading}
        </h2>
        <p role="status" className="text-ink-2">
          {total.length === 0 ? "none" : total.join(", ")}
        </p>
      </div>
      {undo !== null && (
        <Notice
          tone="good"
          announce
          className="mx-3 mt-3 sm:mx-4"
          title={`Fixed: ${undo.label}`}
          action={
            <Button size="sm" onClick={undo.onUndo}>
              Undo the fix
            </Button>
          }
        >
          The text is now JSON of the fixed policy.
        </Notice>
      )}
      {findings.length === 0 ? (
        <NothingFound />
      ) : (
        counts
          .filter(({ of }) => of.length > 0)
          .map(({ level, of }) => (
            <section key={level} aria-label={LEVEL_WORDS[level].heading} className="px-3 py-2 sm:px-4">
              <h3 className={classNames("flex items-center gap-1.5 text-xs font-semibold", LEVEL_WORDS[level].ink)}>
                <span aria-hidden="true">{LEVEL_WORDS[level].sign}</span>
                {LEVEL_WORDS[level].heading}
              </h3>
              <ul>
                {of.map((finding) => (
                  <FindingItem
                    key={findingId(finding)}
                    finding={finding}
                    policyName={policyNames.length > 1 && finding.policy !== null ? (policyNames[finding.policy] ?? "") : ""}
                    settled={settled}
                    onShow={() => onShow(finding)}
                    {...(onFix && finding.fix !== null && { onFix: () => finding.fix && onFix(finding.fix) })}
                  />
                ))}
              </ul>
            </section>
          ))
      )}
    </section>
  );
}

function NothingFound() {
  return (
    <p className="px-3 py-3 text-ink-2 sm:px-4">
      Nothing was found. Looked for: Run Command and sessions on nodes without the tag, documents and actions that Cado needs and
      does not get, conditions that let more through than they seem to, ways for the role to tag itself in, size and spelling.
    </p>
  );
}
