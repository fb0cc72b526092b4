import { useMemo, useState } from "react";
import { CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { partitionOf } from "#lib/domain/partition.ts";
import type { PlannedNode, TaggingPlan } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { authorizeInForce, type InForce } from "#lib/roles/authorize-in-force.ts";
import { CellList } from "./cell-list.tsx";
import { DryRunList } from "./dry-run-list.tsx";
import { DurabilityList } from "./durability-list.tsx";
import { FixInstead } from "./fix-instead.tsx";
import { NearLimitList } from "./near-limit-list.tsx";
import { NodeList } from "./node-list.tsx";
import { PlanAge } from "./plan-age.tsx";
import { countByCell, groupPlan } from "./plan-groups.ts";
import { plannedItem } from "./planned-item.ts";
import { PurposeFields } from "./purpose-fields.tsx";
import { type ReachGain, reachGain } from "./reach-gain.ts";
import { ReasonList } from "./reason-list.tsx";
import type { FlowState, TaggingFlow } from "./tagging-flow.ts";
import { changeSentence, gainSentence } from "./tagging-words.ts";
import type { PurposeForm } from "./use-purpose.ts";

export type TaggingReviewProps = {
  flow: TaggingFlow;
  state: Extract<FlowState, { phase: "review" }>;
  snapshot: Snapshot;
  inForce: InForce | null;
  form: PurposeForm;
  /** The plan is too old to be started. */
  stale: boolean;
};

type List = "change" | "already" | "cannot";

/** What would happen, before anything does: in a sentence, node by node, and what may go wrong or not last; and why. */
export function TaggingReview({ flow, state: { plan, incident }, snapshot, inForce, form, stale }: TaggingReviewProps) {
  const groups = useMemo(() => groupPlan(plan), [plan]);
  // The tags that were read for the plan are newer than the estate, which may go on changing: told once, and kept.
  const gain = useMemo(() => (inForce === null ? null : gainOf(plan, snapshot, inForce)), [plan, inForce, snapshot]);
  const [chosen, setChosen] = useState<List | null>(null);
  const list = chosen ?? firstWithNodes(groups);
  const meaning = gainSentence(gain, groups.change, CAPABILITY_WORDS["run-command"]);
  const change = changeSentence(plan.action, groups.change, plan.tag);
  const nothing = groups.change.length === 0;
  const cells = useMemo(() => countByCell(groups.change).map((cell) => ({ ...cell, done: null, failed: 0 })), [groups]);

  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="text-lg font-semibold text-balance">{nothing ? "Nothing would be changed." : (meaning ?? change)}</p>
        {!nothing && meaning !== null && <p className="mt-1 [overflow-wrap:anywhere]">{change}</p>}
        {gain !== null && !nothing && <StillOut gain={gain} />}
        <PlanAge plan={plan} stale={stale} />
      </div>

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
            <FixInstead flow={flow} nodes={groups.cannot} />
          </>
        )}
        <NodeList<PlannedNode>
          label={LABELS[list]}
          empty={EMPTY[list]}
          items={groups[list]}
          height="max-h-56"
          toItem={(node) => plannedItem(node, plan.tag, snapshot)}
        />
      </div>

      {!nothing && (
        <>
          <DryRunList dryRuns={plan.dryRuns} changes={groups.change} snapshot={snapshot} />
          <NearLimitList snapshot={snapshot} changes={groups.change} />
          {/* Reach that is taken back in hours is not to last. */}
          {(plan.action === "tag" || plan.action === "normalise") && !incident && (
            <DurabilityList snapshot={snapshot} nodes={groups.change} tag={plan.tag} />
          )}
          <PurposeFields form={form} plan={plan} incident={incident} />
        </>
      )}

      {groups.change.length > 1 && (
        <CellList
          title={`What changes by account and region (${formatCount(cells.length, "account-region")})`}
          snapshot={snapshot}
          cells={cells}
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
  return parts.length === 0 ? null : <p className="mt-1">{parts.join(" ")}</p>;
}
