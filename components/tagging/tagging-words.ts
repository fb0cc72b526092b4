import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { OutcomeState, TaggingAction, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import { countReasons, type ReasonCount } from "./plan-groups.ts";
import type { ReachGain } from "./reach-gain.ts";
import type { JobProgress } from "./tagging-flow.ts";

/** "3 instances"; "3 nodes" where a hybrid node is among them. */
export function nodesWord(nodes: readonly TaggingTarget[]): string {
  return formatCount(nodes.length, nodes.some(({ id }) => id.startsWith("mi-")) ? "node" : "instance");
}

/** "Tag: 214 instances": what was asked for, also where less of it can be done. */
export function sheetTitle({ action, nodes }: { action: TaggingAction; nodes: readonly TaggingTarget[] }): string {
  return `${{ tag: "Tag", untag: "Untag", normalise: "Fix the tag" }[action]}: ${nodesWord(nodes)}`;
}

/** The one button, with the number in it. */
export function applyWords(action: TaggingAction, nodes: readonly TaggingTarget[]): string {
  return `${{ tag: "Tag", untag: "Untag", normalise: "Fix the tag on" }[action]} ${nodesWord(nodes)}`;
}

/** What happens to the tags, in one sentence. */
export function changeSentence(action: TaggingAction, nodes: readonly TaggingTarget[], tag: TagSpec): string {
  const many = nodesWord(nodes);
  switch (action) {
    case "tag":
      return `${many} ${nodes.length === 1 ? "gets" : "get"} the tag ${tag.key}=${tag.value}.`;
    case "untag":
      return `${many} ${nodes.length === 1 ? "loses" : "lose"} the tag ${tag.key}, in every spelling.`;
    case "normalise":
      return `${many} ${nodes.length === 1 ? "has" : "have"} the tag set to ${tag.key}=${tag.value}; other spellings go after that is read back.`;
  }
}

/** What it means for Cado, in one sentence; null where nothing is known of it. */
export function gainSentence(gain: ReachGain | null, nodes: readonly TaggingTarget[], capabilityWords: string): string | null {
  if (gain === null || (gain.unknown === nodes.length && nodes.length > 0)) return null;
  const where = gain.accounts > 1 ? ` in ${formatNumber(gain.accounts)} accounts` : "";
  const instances = (count: number) => formatCount(count, nodes.some(({ id }) => id.startsWith("mi-")) ? "node" : "instance");
  if (gain.gains > 0 && gain.loses > 0) {
    return `Cado gains ${capabilityWords} on ${instances(gain.gains)} and loses it on ${formatNumber(gain.loses)}${where}.`;
  }
  if (gain.gains > 0) return `Cado gains ${capabilityWords} on ${instances(gain.gains)}${where}.`;
  if (gain.loses > 0) return `Cado loses ${capabilityWords} on ${instances(gain.loses)}${where}.`;
  return `Cado’s reach by ${capabilityWords} does not change.`;
}

const DONE_WORDS: Readonly<Record<TaggingAction, string>> = {
  tag: "tagged and verified",
  untag: "untagged and verified",
  normalise: "fixed and verified",
};

/** How it ended, as one would say it: "196 tagged and verified, 2 failed: the instance no longer exists". */
export function resultSentence(
  action: TaggingAction,
  { counts, state }: JobProgress,
  outcomes: readonly TaggingOutcome[],
): string {
  const parts = [`${formatNumber(counts.verified)} ${DONE_WORDS[action]}`];
  if (counts.already > 0) parts.push(`${formatNumber(counts.already)} right already`);
  // The job ended and these were never seen on reading back; nobody may take them for done.
  if (counts.written > 0) parts.push(`${formatNumber(counts.written)} written and not seen yet`);
  if (counts.failed > 0) parts.push(`${formatNumber(counts.failed)} failed${reasonWords(outcomes, "failed")}`);
  const unsent = counts.skipped + counts.pending;
  if (unsent > 0)
    parts.push(
      state === "cancelled"
        ? `${formatNumber(unsent)} not sent: cancelled`
        : `${formatNumber(unsent)} not sent${reasonWords(outcomes, "skipped")}`,
    );
  return `${parts.join(", ")}.`;
}

function reasonWords(outcomes: readonly TaggingOutcome[], state: OutcomeState): string {
  const reasons = countReasons(
    outcomes.flatMap((outcome) => (outcome.state === state && outcome.problem ? [outcome.problem] : [])),
  );
  const words = ({ problem, alike }: ReasonCount) => `${alike ? "" : "for instance "}${problem.title.replace(/\.$/, "")}`;
  const [only] = reasons;
  if (only === undefined) return "";
  if (reasons.length === 1) return `: ${words(only)}`;
  return `: ${reasons.map((reason) => `${formatNumber(reason.count)} × ${words(reason)}`).join("; ")}`;
}

/** Outcomes that will not change any more. */
export function settledCount({ counts }: JobProgress): number {
  return counts.verified + counts.already + counts.failed + counts.skipped;
}

/** What is read aloud while it runs: again only at each tenth, so that it can be listened to. */
export function progressAnnouncement(job: JobProgress | null): string {
  if (job === null || job.total === 0) return "";
  const tenths = Math.floor((settledCount(job) / job.total) * 10);
  return tenths === 0 ? "Started." : `${tenths * 10} percent done${job.counts.failed > 0 ? ", some failed" : ""}.`;
}
