import { Button } from "#components/ui/button.tsx";
import type { TaggingPlan } from "#lib/domain/tagging.ts";
import { nodesToFix, type TaggingFlow } from "./tagging-flow.ts";
import { nodesWord } from "./tagging-words.ts";

/** The way on for nodes that carry a wrong value or another spelling: another action, with a review of its own. */
export function FixInstead({ flow, plan }: { flow: TaggingFlow; plan: TaggingPlan }) {
  const nodes = nodesToFix(plan);
  return nodes.length === 0 ? null : (
    <Button size="sm" className="self-start" onClick={() => void flow.fixInstead()}>
      Review a fix for the {nodesWord(nodes)} with another value or spelling
    </Button>
  );
}
