import type { TaggingOutcome, TaggingPlan } from "#lib/domain/tagging.ts";
import type { JobNode } from "./outcome-item.ts";
import type { NodeProgress } from "./progress-by-cell.ts";
import { canRetry, type JobProgress } from "./tagging-flow.ts";

/** Every node of a job that is known here, in the order of the request: what was planned, and what was heard of it. */
export function jobNodes(plan: TaggingPlan | null, job: JobProgress | null): readonly JobNode[] {
  const count = Math.max(plan?.nodes.length ?? 0, job?.outcomes.length ?? 0);
  return Array.from({ length: count }, (_, at) => ({ planned: plan?.nodes[at], outcome: job?.outcomes[at] })).flatMap(
    ({ planned, outcome }) => {
      const node = outcome ?? planned;
      return node === undefined ? [] : [{ node, planned, outcome }];
    },
  );
}

/** The nodes that the job changes or tries to, with how far each is. */
export function changingNodes(nodes: readonly JobNode[]): readonly (JobNode & NodeProgress)[] {
  return nodes.flatMap((each) => {
    if (each.outcome === undefined) {
      return each.planned?.plan === "already" || each.planned?.plan === "cannot" ? [] : [{ ...each, state: "pending" as const }];
    }
    return isLeftAlone(each.outcome) ? [] : [{ ...each, state: each.outcome.state }];
  });
}

/** The nodes that are not as they were to be: failed, called off, written and never seen, or decided against. */
export function notDone(nodes: readonly JobNode[], ended: boolean): readonly JobNode[] {
  return nodes.filter(({ outcome }) => {
    if (outcome === undefined) return false;
    return outcome.state === "failed" || outcome.state === "skipped" || (ended && outcome.state === "written");
  });
}

function isLeftAlone(outcome: TaggingOutcome): boolean {
  return outcome.state === "already" || (outcome.state === "skipped" && !canRetry(outcome));
}
