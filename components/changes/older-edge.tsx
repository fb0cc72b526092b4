"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "#components/ui/button.tsx";

export type OlderEdgeProps = { busy: boolean; words: string; byScrolling: boolean; onOlder: () => void };

/** The end of what is shown: reads on when one presses it, or comes near it. */
export function OlderEdge({ busy, words, byScrolling, onOlder }: OlderEdgeProps) {
  const edge = useRef<HTMLDivElement>(null);
  const reach = useEffectEvent(() => {
    if (!busy) onOlder();
  });
  useEffect(() => {
    const element = edge.current;
    if (!byScrolling || element === null) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && reach(), {
      rootMargin: "200px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [byScrolling]);
  return (
    <div ref={edge} className="flex justify-center py-2">
      <Button busy={busy} onClick={onOlder}>
        {busy ? "Reading older ones" : words}
      </Button>
    </div>
  );
}
