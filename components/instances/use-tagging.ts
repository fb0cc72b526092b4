"use client";

import { useCallback, useState } from "react";
import { estateStore } from "#components/estate/use-estate.ts";
import type { FollowedJob, TaggingWish } from "#components/tagging/tagging-wish.ts";
import type { NodeAction } from "./next-action.ts";
import { nodeKeys } from "./node-keys.ts";

/** What is to be tagged just now, or the job to look at; null for neither. */
export function useTagging() {
  const [wish, setWish] = useState<TaggingWish | FollowedJob | null>(null);
  const start = useCallback((action: NodeAction, rows: readonly number[], incident = false) => {
    const nodes = nodeKeys(estateStore().getState().snapshot, rows);
    if (nodes.length > 0) setWish({ action, nodes, ...(incident && { incident }) });
  }, []);
  const follow = useCallback((jobId: string) => setWish({ follow: jobId }), []);
  const end = useCallback(() => setWish(null), []);
  return { wish, start, follow, end };
}
