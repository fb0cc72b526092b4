import { Check, CircleHelp, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { blockerWords } from "#lib/domain/blocker-words.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { Blocker } from "#lib/domain/verdict.ts";
import type { NodeAction } from "../next-action.ts";
import type { ChainLink } from "./condition-chain.ts";
import { reasonWords } from "./reason-words.ts";

export type ChainListProps = { chain: readonly ChainLink[]; tag: TagSpec; onTagging: (action: NodeAction) => void };

const MARKS = {
  met: { Icon: Check, word: "Met", className: "text-reachable" },
  unmet: { Icon: X, word: "Not met", className: "text-danger" },
  unknown: { Icon: CircleHelp, word: "Not known", className: "text-unknown" },
} as const;

/** Every condition in order, met or not, with the fact behind it; under one that is not met, what to do. */
export function ChainList({ chain, tag, onTagging }: ChainListProps) {
  return (
    <ol className="flex flex-col">
      {chain.map((link) => {
        const { Icon, word, className } = MARKS[link.standing];
        return (
          <li key={link.layer} className="flex gap-2.5 border-b py-2 last:border-b-0">
            <Icon role="img" aria-label={word} className={`mt-px size-4 shrink-0 ${className}`} />
            <div className="min-w-0 flex-1">
              <p className={link.standing === "met" ? "text-ink-2" : "font-medium"}>{link.title}</p>
              {link.fact !== "" && <p className="ident break-words text-ink-3">{link.fact}</p>}
              {link.blockers.map((blocker, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a verdict's blockers are replaced as a whole.
                <InTheWay key={at} blocker={blocker} tag={tag} onTagging={onTagging} />
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type InTheWayProps = { blocker: Blocker; tag: TagSpec; onTagging: (action: NodeAction) => void };

function InTheWay({ blocker, tag, onTagging }: InTheWayProps) {
  const { sentence, fix, action } = blockerWords(blocker, tag);
  const reasons = "reasons" in blocker ? blocker.reasons : [];
  return (
    <div className="mt-1 flex flex-col gap-1">
      <p className="break-words">{sentence}</p>
      {reasons.length > 0 && (
        <ul className="list-disc pl-4 text-ink-2">
          {[...new Set(reasons.map(reasonWords))].map((words) => (
            <li key={words} className="break-words">
              {words}
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-2">{fix}</p>
      {action !== null && (
        <Button size="sm" variant="primary" className="self-start" onClick={() => onTagging(action)}>
          {action === "tag" ? "Tag this node…" : "Fix the tag…"}
        </Button>
      )}
    </div>
  );
}
