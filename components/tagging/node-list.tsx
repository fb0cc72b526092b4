"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { StatusMark } from "#components/ui/status-mark.tsx";
import type { NodeItem } from "./node-item.ts";

export type NodeListProps<Node> = {
  label: string;
  /** Said where there is no node. */
  empty: string;
  items: readonly Node[];
  /** Makes the line of a node; called for the lines in view only. */
  toItem: (node: Node, index: number) => NodeItem;
  /** The class that says how high it may grow. */
  height?: string;
};

const LINE_PX = 52;

/** Nodes as lines, thousands of them: only those in view are drawn. */
export function NodeList<Node>({ label, empty, items, toItem, height = "max-h-80" }: NodeListProps<Node>) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
  });
  if (items.length === 0) return <p className="py-4 text-ink-2">{empty}</p>;
  return (
    <ScrollRegion ref={scroller} aria-label={label} className={classNames("panel", height)}>
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((line) => {
          const node = items[line.index];
          return node === undefined ? null : (
            <li
              key={line.key}
              ref={virtualizer.measureElement}
              data-index={line.index}
              aria-setsize={items.length}
              aria-posinset={line.index + 1}
              className="absolute inset-x-0 top-0 border-b px-3 py-1.5"
              style={{ transform: `translateY(${line.start}px)` }}
            >
              <Line item={toItem(node, line.index)} />
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function Line({ item: { name, id, place, from, to, status, problem } }: { item: NodeItem }) {
  return (
    <>
      <div className="flex items-baseline gap-x-3">
        <span className="min-w-0 flex-1 truncate font-medium">
          <bdi>{name || id}</bdi>
        </span>
        {status !== null && (
          <StatusMark tone={status.tone} className="shrink-0">
            {status.word}
          </StatusMark>
        )}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3 text-xs text-ink-2">
        {name !== "" && <span className="ident">{id}</span>}
        <span>{place}</span>
        {from !== null && (
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <bdi className="ident">{from}</bdi>
            {to !== null && (
              <>
                <span aria-hidden="true"> → </span>
                <span className="sr-only"> becomes </span>
                <bdi className="ident font-semibold text-ink">{to}</bdi>
              </>
            )}
          </span>
        )}
      </div>
      {problem !== null && (
        <p className="mt-0.5 text-xs text-danger [overflow-wrap:anywhere]">
          {problem.title} <span className="ident text-ink-3">{problem.code}</span>
        </p>
      )}
    </>
  );
}
