import { formatCount, formatNumber } from "#components/ui/count.tsx";

/** Where an estate stands before a policy is swapped for one that asks for the tag. Counts are of nodes. */
export type Standing = {
  /** Reading is not finished: every count may still grow. */
  reading: boolean;
  /** Listed so far. */
  nodes: number;
  /** Account-regions, and those of them that could not be read. */
  cells: number;
  gaps: number;
  /** In the new policy's way by tag alone, for Run Command. */
  blockedByTag: number;
  /** Reachable today by either capability, and not after the swap. */
  losing: number;
  /** Unknown after the swap. */
  unknown: number;
};

export type StepState = "done" | "now" | "later";

export type SafeStep = { step: "tag" | "verify" | "swap"; state: StepState; sentence: string };

/** The safe order, and how far the estate is in it. A step is done only where nothing unread could undo it. */
export function safeOrder(standing: Standing): readonly SafeStep[] {
  const { reading, nodes, cells, gaps, blockedByTag, losing, unknown } = standing;
  const least = reading || gaps > 0 ? "at least " : "";
  const tagged = blockedByTag === 0 && nodes > 0 && !reading;
  const verified = tagged && gaps === 0 && unknown === 0;

  const tag: SafeStep = {
    step: "tag",
    state: tagged ? "done" : "now",
    sentence: tagged
      ? "No instance that was read is held back by its tag alone."
      : nodes === 0
        ? "Nothing has been read yet."
        : `${capital(`${least}${formatCount(blockedByTag, "instance is", "instances are")} still blocked by tag under this policy.`)}`,
  };

  const open = [
    gaps > 0 && `${formatNumber(gaps)} of ${formatCount(cells, "account-region")} ${gaps === 1 ? "is" : "are"} not read`,
    unknown > 0 && `${least}${formatCount(unknown, "instance is", "instances are")} unknown`,
  ].filter((part) => part !== false);
  const verify: SafeStep = {
    step: "verify",
    state: verified ? "done" : tagged ? "now" : "later",
    sentence:
      open.length > 0
        ? `${capital(open.join(", "))}.`
        : reading
          ? "Still reading."
          : "Everything was read, and nothing is unknown.",
  };

  const swap: SafeStep = {
    step: "swap",
    state: verified ? "now" : "later",
    sentence:
      losing > 0
        ? `Swapping now cuts Cado off from ${least}${formatCount(losing, "instance")}.`
        : verified
          ? "Nobody loses access. Replace the old statements; do not add to them: IAM adds up what is allowed."
          : "Nobody who was read loses access. What is unread may.",
  };
  return [tag, verify, swap];
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
