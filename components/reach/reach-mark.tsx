import { StatusMark } from "#components/ui/status-mark.tsx";
import type { StatusTone } from "#components/ui/status-shape.tsx";
import type { Reach } from "#lib/domain/verdict.ts";

/** The word for each count of coverage. */
export const REACH_WORDS: Readonly<Record<Reach, string>> = {
  reachable: "Reachable",
  tag: "Blocked by tag",
  ssm: "Blocked by SSM",
  policy: "Blocked by policy",
  unknown: "Unknown",
};

/** Shape and colour of each count of coverage. */
export const REACH_TONES: Readonly<Record<Reach, StatusTone>> = {
  reachable: "full",
  tag: "half",
  ssm: "open",
  policy: "barred",
  unknown: "unknown",
};

/** A reach with its shape and word; other words where the caller knows better ("Agent offline"). */
export function ReachMark({ reach, words, className }: { reach: Reach; words?: string; className?: string }) {
  return (
    <StatusMark tone={REACH_TONES[reach]} {...(className && { className })}>
      {words ?? REACH_WORDS[reach]}
    </StatusMark>
  );
}
