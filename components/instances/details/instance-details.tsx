"use client";

import { type ReactNode, useId } from "react";
import { CAPABILITIES, CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { ReachMark } from "#components/reach/reach-mark.tsx";
import { CellView } from "#components/table/cell-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { OWNER_NAMES, ownershipOf } from "#lib/domain/ownership.ts";
import type { TagState } from "#lib/domain/tag-state.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import type { VerdictColumns } from "#lib/inventory/verdict-columns.ts";
import { tagCell } from "../cells/tag-cell.ts";
import type { InstanceRow } from "../instance-row.ts";
import { type NodeAction, nextAction } from "../next-action.ts";
import { ChainList } from "./chain-list.tsx";
import { cliLines } from "./cli-lines.ts";
import { conditionChain } from "./condition-chain.ts";
import { FactList } from "./fact-list.tsx";
import { TagTable } from "./tag-table.tsx";
import { verdictSentence } from "./verdict-sentence.ts";

const NodeHistory = onDemand(() => import("#components/changes/node-history.tsx").then((file) => file.NodeHistory));

export type InstanceDetailsProps = {
  row: InstanceRow;
  verdicts: VerdictColumns;
  capability: Capability;
  onCapability: (capability: Capability) => void;
  onTagging: (action: NodeAction, incident?: boolean) => void;
};

/** Everything about one node: what Cado can do with it, why not, what to do, and every fact that this rests on. */
export function InstanceDetails({ row, verdicts, capability, onCapability, onTagging }: InstanceDetailsProps) {
  const { node, tag } = row;
  const spec = verdicts.tag;
  const verdict = verdicts.verdict(row.key, capability);
  const owners = ownershipOf(node.tags);
  const capabilities = CAPABILITIES.map((value) => ({
    value,
    label: <ReachMark reach={verdicts.reach(row.key, value)} words={CAPABILITY_WORDS[value]} />,
    name: `${CAPABILITY_WORDS[value]}: ${verdicts.verdict(row.key, value).verdict}`,
  }));
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-3">
        <Segmented legend="Capability" options={capabilities} value={capability} onChange={onCapability} className="self-start" />
        <p className="text-base font-medium break-words">{verdictSentence(verdict, capability, spec)}</p>
      </div>
      <Section title="Conditions, in order">
        <ChainList chain={conditionChain(node, capability, verdict, tag, spec)} tag={spec} onTagging={onTagging} />
      </Section>
      <Section title="Cado tag" aside={<TagButtons state={tag.state} onTagging={onTagging} />}>
        <p>
          <span className="ident text-ink-2">{spec.key}</span> <CellView content={tagCell(tag, spec)} />
        </p>
        {owners.map((owner) => (
          <p key={`${owner.kind} ${owner.name}`} className="mt-1.5 text-ink-2">
            <strong className="font-medium text-ink">
              {OWNER_NAMES[owner.kind]} <bdi>{owner.name}</bdi>.
            </strong>{" "}
            {owner.durability}
          </p>
        ))}
      </Section>
      <Section title="What was done to it">
        <NodeHistory key={row.key} node={node} tag={spec} found={tag.found} />
      </Section>
      <Section title="All tags">
        <TagTable tags={node.tags} spec={spec} />
      </Section>
      <Section title="Facts">
        <FactList node={node} account={row.account} cell={row.cell} />
      </Section>
      <Section title="Check it yourself">
        <ul className="flex flex-col gap-2.5">
          {cliLines(node, spec).map(({ what, line }) => (
            <li key={line}>
              <div className="flex items-center justify-between gap-2 text-ink-2">
                {what}
                <CopyButton iconOnly text={line} label={`Copy the line: ${what}`} />
              </div>
              <code className="ident block rounded-md bg-sunken px-2.5 py-1.5 break-words">{line}</code>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function TagButtons({ state, onTagging }: Pick<InstanceDetailsProps, "onTagging"> & { state: TagState }) {
  const action = nextAction(state);
  return (
    <span className="flex flex-wrap justify-end gap-1.5">
      {action !== "untag" && (
        <Button size="sm" onClick={() => onTagging(action, true)}>
          Reach now…
        </Button>
      )}
      {(state === "absent" || state === "unknown") && (
        <Button size="sm" onClick={() => onTagging("tag")}>
          Tag…
        </Button>
      )}
      {state !== "absent" && state !== "exact" && state !== "unknown" && (
        <Button size="sm" onClick={() => onTagging("normalise")}>
          Fix value…
        </Button>
      )}
      {state !== "absent" && (
        <Button size="sm" variant="ghost" onClick={() => onTagging("untag")}>
          Untag…
        </Button>
      )}
    </span>
  );
}

function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-1 flex min-h-7 items-center justify-between gap-2">
        <h3 id={id} className="text-xs font-semibold text-ink-3">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
