import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { JobSummary, TaggingAction, TaggingOutcome, TaggingTarget } from "#lib/domain/tagging.ts";
import { countReasons, type ReasonCount } from "./plan-groups.ts";
import type { ReachGain } from "./reach-gain.ts";

/** "3 instances"; "3 nodes" where a hybrid node is among them. */
export function nodesWord(nodes: readonly TaggingTarget[]): string {
  return formatCount(nodes.length, nodes.some(({ id }) => id.startsWith("mi-")) ? "node" : "instance");
}

const TITLES: Readonly<Record<TaggingAction, string>> = { tag: "Tag", untag: "Untag", normalise: "Fix the tag", undo: "Undo" };

/** "Tag: 214 instances": what was asked for, also where less of it can be done. `nodes` null: not known yet. */
export function sheetTitle(action: TaggingAction, incident: boolean, nodes: readonly TaggingTarget[] | null): string {
  const title = incident ? "Reach now" : TITLES[action];
  return nodes === null ? title : `${title}: ${nodesWord(nodes)}`;
}

/** The one button, with the number in it. */
export function applyWords(action: TaggingAction, incident: boolean, nodes: readonly TaggingTarget[]): string {
  const many = nodesWord(nodes);
  if (incident) return `Give reach to ${many}`;
  switch (action) {
    case "tag":
      return `Tag ${many}`;
    case "untag":
      return `Untag ${many}`;
    case "normalise":
      return `Fix the tag on ${many}`;
    case "undo":
      return `Put back ${many}`;
  }
}

/** What happens to the tags, in one sentence. */
export function changeSentence(action: TaggingAction, nodes: readonly TaggingTarget[], tag: TagSpec): string {
  const many = nodesWord(nodes);
  const one = nodes.length === 1;
  switch (action) {
    case "tag":
      return `${many} ${one ? "gets" : "get"} the tag ${tag.key}=${tag.value}.`;
    case "untag":
      return `${many} ${one ? "loses" : "lose"} the tag ${tag.key}, in every spelling.`;
    case "normalise":
      return `${many} ${one ? "has" : "have"} the tag set to ${tag.key}=${tag.value}; other spellings go after that is read back.`;
    case "undo":
      return `${many} ${one ? "gets" : "get"} back what ${one ? "it" : "they"} had of ${tag.key} before the job.`;
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
  undo: "put back and verified",
};

/** How it ended, as one would say it: "196 tagged and verified, 2 failed: the instance no longer exists". */
export function resultSentence({ action, counts }: JobSummary, outcomes: readonly TaggingOutcome[]): string {
  const skipped = outcomes.filter(({ state }) => state === "skipped");
  const alone = skipped.filter((outcome) => !isCalledOff(outcome));
  const parts = [`${formatNumber(counts.verified)} ${DONE_WORDS[action]}`];
  const add = (count: number, words: string) => count > 0 && parts.push(`${formatNumber(count)} ${words}`);
  add(counts.already, "right already");
  // The job ended and these were never seen on reading back; nobody may take them for done.
  add(counts.written, "written and not seen yet");
  const failed = outcomes.filter(({ state }) => state === "failed");
  add(counts.failed, `failed${reasonWords(failed)}`);
  add(alone.length, `left alone${reasonWords(alone)}`);
  add(skipped.length - alone.length + counts.pending, "not sent: cancelled");
  return `${parts.join(", ")}.`;
}

/** Not sent because the job was cancelled, rather than decided against. */
function isCalledOff({ problem }: TaggingOutcome): boolean {
  return problem === undefined || problem.code === "cancelled";
}

function reasonWords(outcomes: readonly TaggingOutcome[]): string {
  const reasons = countReasons(outcomes.flatMap(({ problem }) => problem ?? []));
  const words = ({ problem, alike }: ReasonCount) => `${alike ? "" : "for instance "}${problem.title.replace(/\.$/, "")}`;
  const [only] = reasons;
  if (only === undefined) return "";
  if (reasons.length === 1) return `: ${words(only)}`;
  return `: ${reasons.map((reason) => `${formatNumber(reason.count)} × ${words(reason)}`).join("; ")}`;
}

/** Of the nodes that a job is to change, how many will not change any more. Those that it leaves alone are not counted. */
export function progressOf({ counts, total }: Pick<JobSummary, "counts" | "total">): { done: number; of: number } {
  return { done: counts.verified + counts.failed, of: total - counts.already - counts.skipped };
}

/** What is read aloud while it runs: again only at each tenth, so that it can be listened to. */
export function progressAnnouncement(job: JobSummary | null): string {
  if (job === null) return "";
  if (job.state === "paused") return "Paused.";
  const { done, of } = progressOf(job);
  const tenths = of === 0 ? 0 : Math.floor((done / of) * 10);
  return tenths === 0 ? "Started." : `${tenths * 10} percent done${job.counts.failed > 0 ? ", some failed" : ""}.`;
}
