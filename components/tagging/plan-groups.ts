import type { Problem } from "#lib/domain/problem.ts";
import type { PlannedNode, TaggingPlan, TaggingTarget } from "#lib/domain/tagging.ts";

export type PlanGroups = {
  change: readonly Extract<PlannedNode, { plan: "change" }>[];
  already: readonly Extract<PlannedNode, { plan: "already" }>[];
  cannot: readonly Extract<PlannedNode, { plan: "cannot" }>[];
};

/** The three lists of a review, each in the order of the request. */
export function groupPlan(plan: TaggingPlan): PlanGroups {
  const groups: {
    change: PlanGroups["change"][number][];
    already: PlanGroups["already"][number][];
    cannot: PlanGroups["cannot"][number][];
  } = {
    change: [],
    already: [],
    cannot: [],
  };
  for (const node of plan.nodes) {
    if (node.plan === "change") groups.change.push(node);
    else if (node.plan === "already") groups.already.push(node);
    else groups.cannot.push(node);
  }
  return groups;
}

export type CellCount = { account: string; region: string; count: number };

/** How many of the nodes are in each account and region, most first. */
export function countByCell(nodes: readonly TaggingTarget[]): readonly CellCount[] {
  const cells = Map.groupBy(nodes, ({ account, region }) => `${account} ${region}`);
  return [...cells.values()]
    .flatMap((members) => members.slice(0, 1).map(({ account, region }) => ({ account, region, count: members.length })))
    .sort(
      (one, other) =>
        other.count - one.count || one.account.localeCompare(other.account) || one.region.localeCompare(other.region),
    );
}

export type ReasonCount = {
  problem: Problem;
  count: number;
  /** False where the others of this code say it in other words, such as another value: this one is an example. */
  alike: boolean;
};

/** Problems by code, most first; of each, the first stands for all. */
export function countReasons(problems: readonly Problem[]): readonly ReasonCount[] {
  const reasons = Map.groupBy(problems, ({ code }) => code);
  return [...reasons.values()]
    .flatMap((members) =>
      members.slice(0, 1).map((problem) => ({
        problem,
        count: members.length,
        alike: members.every(({ title }) => title === problem.title),
      })),
    )
    .sort((one, other) => other.count - one.count);
}
