import { useState } from "react";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { Agreement, SimulatedLeg, SimulatedNode, SimulationAnswer } from "#lib/policy/simulation.ts";
import { AGREEMENT_WORDS, awsWord, legNotes, oursWord, questionWords } from "./leg-words.ts";

export type CrossCheckTableProps = { answer: SimulationAnswer; snapshot: Snapshot };

/** What one has to look at comes first. */
const ORDER: readonly Agreement[] = ["differ", "undecided", "not-answered", "agree"];

const TONES: Readonly<Record<Agreement, BadgeTone>> = {
  differ: "danger",
  undecided: "unknown",
  "not-answered": "half",
  agree: "full",
};

/** AWS's answers beside ours: the differences first, the agreements when one asks for them. */
export function CrossCheckTable({ answer, snapshot }: CrossCheckTableProps) {
  const [all, setAll] = useState(false);
  const { counts, nodes } = answer;
  const shown = ORDER.filter((agreement) => counts[agreement] > 0 && (all || agreement !== "agree"));
  return (
    <div className="flex flex-col gap-2">
      {shown.length > 0 && (
        <ScrollRegion
          aria-label="Answers of AWS’s simulator beside those of this page"
          className="max-h-[32rem] rounded-md border bg-surface"
        >
          <table className="w-full border-collapse text-left text-xs">
            <thead className="sticky top-0 bg-sunken text-ink-3">
              <tr>
                {["Question", "AWS", "Here"].map((heading) => (
                  <th key={heading} scope="col" className="px-2 py-1.5 font-medium">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            {shown.map((agreement) => (
              <tbody key={agreement}>
                <tr className="border-t">
                  <th scope="rowgroup" colSpan={3} className="px-2 pt-2 pb-1">
                    <Badge tone={TONES[agreement]}>
                      {AGREEMENT_WORDS[agreement]}: {formatNumber(counts[agreement])}
                    </Badge>
                  </th>
                </tr>
                {nodes.flatMap((node) =>
                  node.legs
                    .filter((leg) => leg.agreement === agreement)
                    .map((leg) => <LegRows key={keyOf(node, leg)} name={nameOf(snapshot, node)} node={node} leg={leg} />),
                )}
              </tbody>
            ))}
          </table>
        </ScrollRegion>
      )}
      {counts.agree > 0 && (
        <Button size="sm" variant="ghost" className="self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all
            ? "Show only what does not agree"
            : `Show the ${formatCount(counts.agree, "answer that agrees", "answers that agree")}`}
        </Button>
      )}
    </div>
  );
}

function LegRows({ name, node, leg }: { name: string; node: SimulatedNode; leg: SimulatedLeg }) {
  const notes = legNotes(leg);
  return (
    <>
      <tr className="border-t align-top">
        <th scope="row" className="px-2 pt-1.5 pb-1 font-normal">
          <bdi className="block font-medium [overflow-wrap:anywhere]">{name === "" ? node.id : name}</bdi>
          <span className="block text-ink-2 [overflow-wrap:anywhere]">{questionWords(leg)}</span>
        </th>
        <td className="px-2 pt-1.5 pb-1 whitespace-nowrap">{awsWord(leg.aws)}</td>
        <td className="px-2 pt-1.5 pb-1 whitespace-nowrap">{oursWord(leg)}</td>
      </tr>
      <tr>
        <td colSpan={3} className="px-2 pb-1.5">
          <span className="ident block text-ink-3 [overflow-wrap:anywhere]">
            {name === "" ? "" : `${node.id} · `}
            {node.account}/{node.region}
          </span>
          {notes.map((note) => (
            <span key={note} className="block text-ink-2 [overflow-wrap:anywhere]">
              {note}
            </span>
          ))}
        </td>
      </tr>
    </>
  );
}

function keyOf({ account, region, id }: SimulatedNode, { capability, resource }: SimulatedLeg): string {
  return [account, region, id, capability, resource].join(" ");
}

/** What the page calls the node now; it may be gone since it was asked about. */
function nameOf(snapshot: Snapshot, { account, region, id }: SimulatedNode): string {
  const row = snapshot.rowOf(account, region, id);
  return row === undefined ? "" : snapshot.node(row).name;
}
