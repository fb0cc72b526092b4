import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { TaggingTarget } from "#lib/domain/tagging.ts";

/**
 * Everything that tagging itself can say no with, in one place. AWS's own refusals keep AWS's code and are made in
 * `lib/aws/aws-problem.ts`.
 */
export type TaggingProblemCode =
  | "invalid-account"
  | "invalid-region"
  | "invalid-id"
  | "unknown-account"
  | "unknown-region"
  | "terminated"
  | "needs-tag"
  | "needs-normalise"
  | "tag-limit"
  | "changed-meanwhile"
  | "changed-since"
  | "busy"
  | "not-visible-yet"
  | "cancelled"
  | "internal-error";

export type TaggingProblem = Problem & { code: TaggingProblemCode };

export function invalidAccount(account: string): TaggingProblem {
  return {
    code: "invalid-account",
    title: `${quote(account)} is not an AWS account id.`,
    remedy: "An account id has 12 digits.",
  };
}

export function invalidRegion(region: string): TaggingProblem {
  return {
    code: "invalid-region",
    title: `${quote(region)} is not a region name.`,
    remedy: "A region name looks like eu-west-1.",
  };
}

export function invalidId(id: string): TaggingProblem {
  return {
    code: "invalid-id",
    title: `${quote(id)} is not the id of an instance or hybrid node.`,
    remedy: "Ids are i- with 8 or 17, or mi- with 17 lower-case hexadecimal digits.",
  };
}

export function unknownAccount(account: string): TaggingProblem {
  return {
    code: "unknown-account",
    title: `Account ${account} is not one of the accounts that this dashboard reads.`,
    remedy: "Add the account to cado-reach.config.json, or check the account id.",
    account,
  };
}

export function unknownRegion({ account, region }: Omit<TaggingTarget, "id">): TaggingProblem {
  return {
    code: "unknown-region",
    title: `${region} is not a region that this dashboard reads in account ${account}.`,
    remedy: "Enable the region in the account, or add it to the account's regions in cado-reach.config.json.",
    account,
    region,
  };
}

/**
 * The code is AWS's own: what CreateTags answers for an id that is not there. Reading tells it earlier, by leaving the
 * id out, so that a write need not be tried to find out.
 */
export function goneProblem({ account, region, id }: TaggingTarget): Problem {
  const hybrid = id.startsWith("mi-");
  return {
    code: hybrid ? "InvalidResourceId" : "InvalidInstanceID.NotFound",
    title: hybrid ? "This hybrid node no longer exists." : "This instance no longer exists.",
    detail: `AWS does not list ${id} in ${account}/${region}.`,
    action: hybrid ? "ssm:ListTagsForResource" : "ec2:DescribeInstances",
    account,
    region,
  };
}

export function terminated(): TaggingProblem {
  return { code: "terminated", title: "This instance is terminated; a tag on it would mean nothing." };
}

export function needsTag(spec: TagSpec): TaggingProblem {
  return {
    code: "needs-tag",
    title: `There is no spelling of ${spec.key} to put right.`,
    remedy: "Use “tag” for a node without the tag.",
  };
}

export function needsNormalise(spec: TagSpec, reading: TagReading): TaggingProblem {
  return {
    code: "needs-normalise",
    title: `The node already carries ${describeReading(reading)}, which is not ${describeTag(spec)}.`,
    remedy: "Use “normalise”: it writes the right tag first and then takes the other spelling away.",
  };
}

export function tagLimit(userTags: number): TaggingProblem {
  return {
    code: "tag-limit",
    title: `The node has ${userTags} tags, and AWS allows 50.`,
    remedy: "Take one tag that nobody needs off the node, then try again.",
  };
}

export function changedMeanwhile(before: TagReading, now: TagReading): TaggingProblem {
  return {
    code: "changed-meanwhile",
    title: "Somebody else changed this tag in the meantime; it was left as it is.",
    detail: `Expected ${describeReading(before)}, found ${describeReading(now)}.`,
    remedy: "Look at the node again, then start anew.",
  };
}

/** For an undo: what the job left is not what is there now. */
export function changedSince(left: readonly TagSpec[], now: TagReading): TaggingProblem {
  return {
    code: "changed-since",
    title: "Somebody changed this tag after the job; it is left as it is.",
    detail: `The job left ${describeTags(left)}, and now there is ${describeReading(now)}.`,
    remedy: "Look at the node, and change it by itself where it should be changed.",
  };
}

/** For a node that another job held for longer than anybody wants to wait. */
export function heldByOther(): TaggingProblem {
  return {
    code: "busy",
    title: "Another tagging job is at this node, and does not end.",
    remedy: "Wait for the other job, or cancel it, then try again.",
  };
}

export function notVisibleYet(): TaggingProblem {
  return {
    code: "not-visible-yet",
    title: "AWS accepted the change, but reading back does not show it yet.",
    remedy: "Refresh in a minute. Until the change is seen it does not count.",
  };
}

export function cancelled(detail: string): TaggingProblem {
  return { code: "cancelled", title: "The job was cancelled.", detail };
}

/** For a job whose run ended in a way that nobody foresaw. */
export function internalError(): TaggingProblem {
  return {
    code: "internal-error",
    title: "Cado Reach could not finish this job.",
    remedy: "Look at the node's tags before trying again. The server's log has the reason.",
  };
}

/** For a node that was not tried, because AWS refused every other one of its account and region that was. */
export function notSent(refusal: Problem, tried: number): Problem {
  const nodes = tried === 1 ? "the one node" : `each of the ${tried} nodes`;
  return { ...refusal, detail: `Not sent: AWS refused ${nodes} tried on their own here. ${refusal.detail ?? ""}`.trim() };
}

/** `CadoResponseSSMEnabled = "True"`: values are quoted so that an empty one and a trailing space can be seen. */
export function describeTag(tag: { key: string; value: string }): string {
  return `${tag.key} = ${JSON.stringify(tag.value)}`;
}

function describeReading(reading: TagReading): string {
  return reading.state === "unknown" ? "tags that could not be read" : describeTags(reading.found);
}

function describeTags(tags: readonly TagSpec[]): string {
  return tags.length === 0 ? "no such tag" : tags.map(describeTag).join(" and ");
}

/** Long input is cut: it comes back in an answer and in a log. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
