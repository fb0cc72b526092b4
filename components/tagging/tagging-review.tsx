import { useMemo, useState } from "react";
import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { LocalTime } from "#components/ui/local-time.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { partitionOf } from "#lib/domain/partition.ts";
import type { PlannedNode, TaggingPlan } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { authorizeInForce, type InForce } from "#lib/roles/authorize-in-force.ts";
import { CellList } from "./cell-list.tsx";
import { DurabilityList } from "./durability-list.tsx";
import { FixInstead } from "./fix-instead.tsx";
import { NodeList } from "./node-list.tsx";
import { countByCell, groupPlan } from "./plan-groups.ts";
import { plannedItem } from "./planned-item.ts";
import { type ReachGain, reachGain } from "./reach-gain.ts";
import { ReasonList } from "./reason-list.tsx";
import type { TaggingFlow } from "./tagging-flow.ts";
import { changeSentence, gainSentence } from "./tagging-words.ts";

export type TaggingReviewProps = { flow: TaggingFlow; plan: TaggingPlan; snapshot: Snapshot; inForce: InForce | null };

type List = "change" | "already" | "cannot";

/** What would happen, before anything does: in a sentence, by account and region, and node by node. */
export function TaggingReview({ flow, plan, snapshot, inForce }: TaggingReviewProps) {
  const groups = useMemo(() => groupPlan(plan), [plan]);
  // The tags that were read for the plan are newer than the estate, which may go on changing: told once, and kept.
  const gain = useMemo(() => (inForce === null ? null : gainOf(plan, snapshot, inForce)), [plan, inForce, snapshot]);
  const [chosen, setChosen] = useState<List | null>(null);
  const list = chosen ?? firstWithNodes(groups);
  const meaning = gainSentence(gain, groups.change, CAPABILITY_WORDS["run-command"]);
  const change = changeSentence(plan.action, groups.change, plan.tag);
  const nothing = groups.change.length === 0;

  return (
    <div className="flex flex-col gap-5">
      <div>
        <p className="text-lg font-semibold text-balance">{nothing ? "Nothing would be changed." : (meaning ?? change)}</p>
        {!nothing && meaning !== null && <p className="mt-1 [overflow-wrap:anywhere]">{change}</p>}
        {gain !== null && !nothing && <StillOut gain={gain} />}
        <p className="mt-1 text-xs text-ink-3">
          From tags read in AWS at <LocalTime at={plan.readAt} show="clock" />. Nothing is written yet.
        </p>
      </div>

      {plan.action !== "untag" && <DurabilityList snapshot={snapshot} nodes={groups.change} />}

      <div className="flex flex-col gap-3">
        <Segmented
          legend="Which nodes to list"
          value={list}
          onChange={setChosen}
          className="w-full"
          options={[
            { value: "change", label: `Will change ${formatNumber(groups.change.length)}` },
            { value: "already", label: `Already right ${formatNumber(groups.already.length)}` },
            { value: "cannot", label: `Cannot ${formatNumber(groups.cannot.length)}` },
          ]}
        />
        {list === "cannot" && (
          <>
            <ReasonList problems={groups.cannot.map(({ problem }) => problem)} />
            <FixInstead flow={flow} plan={plan} />
          </>
        )}
        <NodeList<PlannedNode>
          label={LABELS[list]}
          empty={EMPTY[list]}
          items={groups[list]}
          toItem={(node) => plannedItem(node, plan.tag, snapshot)}
        />
      </div>

      {groups.change.length > 1 && (
        <CellList
          title={`What changes by account and region (${formatCount(countByCell(groups.change).length, "account-region")})`}
          snapshot={snapshot}
          cells={countByCell(groups.change).map((cell) => ({ ...cell, done: null, failed: 0 }))}
        />
      )}
    </div>
  );
}

const LABELS: Readonly<Record<List, string>> = {
  change: "Nodes that will change",
  already: "Nodes that are right already",
  cannot: "Nodes that cannot be changed",
};

const EMPTY: Readonly<Record<List, string>> = {
  change: "No node would be changed.",
  already: "No node is right already.",
  cannot: "Every node can be changed, or is right already.",
};

function firstWithNodes(groups: ReturnType<typeof groupPlan>): List {
  return groups.change.length > 0 ? "change" : groups.cannot.length > 0 ? "cannot" : "already";
}

function gainOf(plan: TaggingPlan, snapshot: Snapshot, { policy, roles }: InForce): ReachGain {
  const partition = snapshot.cells[0]?.partition ?? partitionOf(plan.nodes[0]?.region ?? "");
  const authorize = authorizeInForce(policy, { partition, tag: plan.tag, roles });
  return reachGain({ snapshot, tag: plan.tag, authorize, capability: "run-command", changes: groupPlan(plan).change });
}

/** What the sentence leaves out: nodes that stay as they are for Cado, and those that nobody can tell. */
function StillOut({ gain }: { gain: ReachGain }) {
  const parts = [
    gain.stillBlocked > 0 &&
      `${formatCount(gain.stillBlocked, "stays", "stay")} out of reach: something else than the tag is in the way.`,
    gain.unknown > 0 && `For ${formatNumber(gain.unknown)} it cannot be told.`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <Notice tone="info" title={parts.join(" ")} className="mt-3" />;
}
