import Link from "next/link";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { ChangedNode } from "#lib/domain/coverage-history.ts";
import { tagThen, verdictWords } from "./change-words.ts";

export type ChangedNodesProps = { label: string; nodes: readonly ChangedNode[]; accountName: (account: string) => string };

/** Nodes of one change, each with a link to itself among the instances. */
export function ChangedNodes({ label, nodes, accountName }: ChangedNodesProps) {
  return (
    <ScrollRegion aria-label={label} className="max-h-80 border-t">
      <ul className="divide-y">
        {nodes.map((node) => {
          const { account, region, id, name, before, after, tagBefore, tagAfter } = node;
          const tags = [tagThen(tagBefore, before), tagThen(tagAfter, after)];
          return (
            <li key={`${account} ${region} ${id}`} className="flex flex-wrap gap-x-4 gap-y-0.5 px-3 py-1.5">
              <span className="min-w-0 flex-[2_1_14rem]">
                <Link
                  href={`/?node=${account}/${region}/${id}`}
                  prefetch={false}
                  className="underline decoration-line-strong underline-offset-2"
                >
                  {name === "" ? <span className="ident">{id}</span> : <bdi>{name}</bdi>}
                </Link>{" "}
                {name !== "" && <span className="ident text-xs text-ink-3">{id}</span>}
                <span className="block text-xs text-ink-3">
                  <bdi>{accountName(account)}</bdi> · {region}
                </span>
              </span>
              <span className="min-w-0 flex-[1_1_10rem] text-ink-2">{verdictWords(node)}</span>
              <span className="min-w-0 flex-[2_1_14rem] text-xs text-ink-2 [overflow-wrap:anywhere]">
                {tags[0] === tags[1] ? <bdi>{tags[0]}</bdi> : <TagChange before={tags[0]} after={tags[1]} />}
              </span>
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function TagChange({ before, after }: { before: string | undefined; after: string | undefined }) {
  return (
    <>
      <bdi>{before}</bdi> → <bdi>{after}</bdi>
    </>
  );
}
