import { useState } from "react";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/count.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import type { Agreement, SimulatedLeg, SimulatedNode, SimulationAnswer } from "#lib/policy/simulation.ts";
import { AGREEMENT_WORDS, awsWord, capabilityWord, legNotes, oursWord, questionWords } from "./leg-words.ts";

export type CrossCheckTableProps = { answer: SimulationAnswer; snapshot: Snapshot };

type Row = { node: SimulatedNode; leg: SimulatedLeg };

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
  const rows = answer.nodes
    .flatMap((node) => node.legs.map((leg): Row => ({ node, leg })))
    .sort((a, b) => ORDER.indexOf(a.leg.agreement) - ORDER.indexOf(b.leg.agreement));
  const told = rows.filter(({ leg }) => leg.agreement !== "agree");
  const shown = all ? rows : told;
  return (
    <div className="flex flex-col gap-2">
      {shown.length > 0 && (
        <ScrollRegion aria-label="Answers of AWS’s simulator beside those of this page" className="max-h-96 rounded-md border">
          <table className="w-full border-collapse text-left text-xs">
            <thead className="sticky top-0 bg-sunken text-ink-3">
              <tr>
                <th scope="col" className="px-2 py-1.5 font-medium">
                  Node
                </th>
                <th scope="col" className="px-2 py-1.5 font-medium">
                  AWS
                </th>
                <th scope="col" className="px-2 py-1.5 font-medium">
                  Here
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ node, leg }) => (
                <LegRow
                  key={[node.account, node.region, node.id, leg.capability, leg.resource].join(" ")}
                  name={nameOf(snapshot, node)}
                  node={node}
                  leg={leg}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {told.length < rows.length && (
        <Button size="sm" variant="ghost" className="self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all
            ? "Show only what does not agree"
            : `Show the ${formatCount(rows.length - told.length, "answer that agrees", "answers that agree")}`}
        </Button>
      )}
    </div>
  );
}

function LegRow({ name, node, leg }: { name: string; node: SimulatedNode; leg: SimulatedLeg }) {
  const notes = legNotes(leg);
  return (
    <tr className="border-t align-top">
      <th scope="row" className="min-w-0 px-2 py-1.5 font-normal">
        <span className="block [overflow-wrap:anywhere]">
          <bdi className="font-medium">{name === "" ? node.id : name}</bdi>
        </span>
        <span className="ident block text-ink-3 [overflow-wrap:anywhere]">
          {name === "" ? "" : `${node.id} `}
          {node.account}/{node.region}
        </span>
        <span className="block text-ink-2" title={capabilityWord(leg)}>
          {questionWords(leg)}
        </span>
        {notes.map((note) => (
          <span key={note} className="block text-ink-2 [overflow-wrap:anywhere]">
            {note}
          </span>
        ))}
      </th>
      <td className="px-2 py-1.5">{awsWord(leg.aws)}</td>
      <td className="px-2 py-1.5">
        {oursWord(leg)}
        <Badge tone={TONES[leg.agreement]} className="mt-0.5 block w-fit">
          {AGREEMENT_WORDS[leg.agreement]}
        </Badge>
      </td>
    </tr>
  );
}

/** What the page calls the node now; it may be gone since it was asked about. */
function nameOf(snapshot: Snapshot, { account, region, id }: SimulatedNode): string {
  const row = snapshot.rowOf(account, region, id);
  return row === undefined ? "" : snapshot.node(row).name;
}
