import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { NodeItem } from "#components/tagging/node-item.ts";
import type { JobNode } from "#components/tagging/outcome-item.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { JobNodeLine } from "./job-node-line.tsx";

export type JobNodeListProps = {
  nodes: readonly JobNode[];
  /** Called for the lines in view only. */
  toItem: (node: JobNode) => NodeItem;
};

const LINE_PX = 72;

/** The nodes of a job as lines, thousands of them: only those in view are drawn. */
export function JobNodeList({ nodes, toItem }: JobNodeListProps) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
  });
  if (nodes.length === 0) return <p className="py-4 text-ink-2">No node matches.</p>;
  return (
    <ScrollRegion ref={scroller} aria-label="Outcome of each node" className="panel max-h-[36rem]">
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((line) => {
          const node = nodes[line.index];
          return node === undefined ? null : (
            <li
              key={line.key}
              ref={virtualizer.measureElement}
              data-index={line.index}
              aria-setsize={nodes.length}
              aria-posinset={line.index + 1}
              className="absolute inset-x-0 top-0 border-b px-4 py-2"
              style={{ transform: `translateY(${line.start}px)` }}
            >
              <JobNodeLine node={node} item={toItem(node)} />
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}
