import { Button } from "#components/ui/button.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import { nodesToFix, type TaggingFlow } from "./tagging-flow.ts";
import { nodesWord } from "./tagging-words.ts";

export type FixInsteadProps = { flow: TaggingFlow; nodes: readonly (TaggingTarget & { problem?: Problem })[] };

/** The way on for nodes that carry a wrong value or another spelling: another action, with a review of its own. */
export function FixInstead({ flow, nodes }: FixInsteadProps) {
  const fixable = nodesToFix(nodes);
  return fixable.length === 0 ? null : (
    <Button size="sm" className="self-start" onClick={() => void flow.fixInstead()}>
      Review a fix for {nodesWord(fixable)}
    </Button>
  );
}
