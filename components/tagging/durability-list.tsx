import { useMemo } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { type DurabilityWarning, durabilityWarnings } from "./durability.ts";
import type { SourceSnippet } from "./durability-snippet.ts";
import { placeWords } from "./node-item.ts";

export type DurabilityListProps = { snapshot: Snapshot; nodes: readonly TaggingTarget[]; tag: TagSpec };

const SHOWN = 3;

/** Where the tag will not last by itself, and what makes it last. */
export function DurabilityList({ snapshot, nodes, tag }: DurabilityListProps) {
  const warnings = useMemo(() => durabilityWarnings(snapshot, nodes, tag), [snapshot, nodes, tag]);
  if (warnings.length === 0) return null;
  const owned = warnings.reduce((sum, { nodes: count }) => sum + count, 0);
  const rest = warnings.slice(SHOWN);
  return (
    <Notice tone="warning" title={durabilityTitle(owned, nodes.length)}>
      <details open={warnings.length === 1}>
        <summary>{formatCount(warnings.length, "owner")}, and what makes it last</summary>
        <ul className="mt-1.5 flex flex-col gap-2">
          {warnings.slice(0, SHOWN).map((warning) => (
            <Warning key={warning.key} warning={warning} snapshot={snapshot} />
          ))}
        </ul>
        {rest.length > 0 && (
          <details className="mt-2">
            <summary>{formatCount(rest.length, "more owner")}</summary>
            <ul className="mt-1.5 flex max-h-96 flex-col gap-2 overflow-y-auto">
              {rest.map((warning) => (
                <Warning key={warning.key} warning={warning} snapshot={snapshot} />
              ))}
            </ul>
          </details>
        )}
      </details>
    </Notice>
  );
}

function Warning({ warning, snapshot }: { warning: DurabilityWarning; snapshot: Snapshot }) {
  const { kind, owner, place, nodes, durability, snippets } = warning;
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="font-medium text-ink">
        {formatCount(nodes, "node")} · {kind} <bdi>{owner}</bdi>
        {place && <span className="font-normal text-ink-2"> in {placeWords(snapshot, place.account, place.region)}</span>}
      </span>
      <span className="block">{durability}</span>
      {snippets.length > 0 && (
        <details className="mt-1">
          <summary>How</summary>
          {snippets.map((snippet) => (
            <Snippet key={snippet.title} snippet={snippet} of={`${kind} ${owner}`.trim()} />
          ))}
        </details>
      )}
    </li>
  );
}

function Snippet({ snippet: { title, text, note }, of }: { snippet: SourceSnippet; of: string }) {
  return (
    <div className="mt-1.5">
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium">{title}</span>
        <CopyButton iconOnly text={text} label={`Copy for ${of}: ${title}`} />
      </div>
      <pre className="ident rounded-md bg-surface px-2.5 py-1.5 break-words whitespace-pre-wrap">{text}</pre>
      <p className="mt-1 text-xs">{note}</p>
    </div>
  );
}

function durabilityTitle(owned: number, all: number): string {
  if (all === 1) return "The tag may not last: something else makes or replaces this node";
  return `On ${owned === all ? "all" : formatNumber(owned)} of them the tag may not last: something else makes or replaces them`;
}
