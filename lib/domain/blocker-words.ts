import type { TagSpec } from "./tag-spec.ts";
import type { Blocker, BlockerCode } from "./verdict.ts";

export type BlockerWords = {
  /** Two or three words, for a table cell. */
  label: string;
  /** What stands in the way, one sentence. */
  sentence: string;
  /** What to do about it, one sentence. */
  fix: string;
  /** The tagging action that takes it away with one click, if there is one. */
  action: "tag" | "normalise" | null;
};

/** The words for a blocker; `tag` is the tag that the policy in force asks for. The one table of words for verdicts. */
export function blockerWords(blocker: Blocker, tag: TagSpec): BlockerWords {
  // The guarantee of the cast: each entry of WORDS is typed by its own code, and it is looked up by the blocker's code.
  const write = WORDS[blocker.code] as (blocker: Blocker, tag: TagSpec) => BlockerWords;
  return write(blocker, tag);
}

type Writer<Code extends BlockerCode> = (blocker: Extract<Blocker, { code: Code }>, tag: TagSpec) => BlockerWords;

const ASK_POLICY = "The tag cannot help here: change the role's policy (see Policy).";

const WORDS: { readonly [Code in BlockerCode]: Writer<Code> } = {
  "partition-unsupported": ({ partition }) => ({
    label: "Partition not served",
    sentence: `Cado is not available in the partition ${partition}.`,
    fix: "Nothing in the account can change this; ask the vendor.",
    action: null,
  }),
  "not-running": ({ state }) => ({
    label: STATE_LABELS[state],
    sentence: state === "terminated" ? "The instance is terminated." : `The instance is ${state}; SSM reaches only running ones.`,
    fix:
      state === "stopped"
        ? "Start the instance."
        : state === "pending"
          ? "Wait until it runs."
          : "It will not come back as it is.",
    action: null,
  }),
  "state-unread": () => ({
    label: "State not read",
    sentence: "EC2 could not be read, so it is not known whether the instance runs.",
    fix: "Allow ec2:DescribeInstances in this account and region, then refresh.",
    action: null,
  }),
  "not-managed": () => ({
    label: "Not in SSM",
    sentence: "The instance runs, but it is not a managed node of Systems Manager.",
    fix: "Check that the SSM agent runs, that it has permission (an instance profile or Default Host Management), and that it can get out to the ssm endpoints.",
    action: null,
  }),
  "connection-lost": ({ lastPing }) => ({
    label: "Agent offline",
    sentence: `The SSM agent does not answer${since(lastPing)}.`,
    fix: "Check the agent, the node's network and its permission.",
    action: null,
  }),
  inactive: ({ lastPing }) => ({
    label: "Agent inactive",
    sentence: `Systems Manager reports the node as inactive${since(lastPing)}.`,
    fix: "Check the agent, the node's network and its permission.",
    action: null,
  }),
  "ssm-unread": () => ({
    label: "SSM not known",
    sentence:
      "Systems Manager told nothing about this node: its list was not read, or the node does not run (SSM lists running nodes only).",
    fix: "If the node runs, allow ssm:DescribeInstanceInformation in this account and region, then refresh.",
    action: null,
  }),
  "agent-unread": () => ({
    label: "Agent version unknown",
    sentence: "The version of the SSM agent is not known, and port forwarding needs a recent one.",
    fix: "Refresh; if it stays unknown, look at the node in Fleet Manager.",
    action: null,
  }),
  "agent-too-old": ({ version, minimum }) => ({
    label: "Agent too old",
    sentence: `The SSM agent is ${version}; port forwarding needs ${minimum} or later.`,
    fix: "Update the agent (Systems Manager, AWS-UpdateSSMAgent).",
    action: null,
  }),
  "platform-unsupported": ({ platform }) => ({
    label: "Linux only",
    sentence: `Cado uses port forwarding on Linux only; this node is ${PLATFORM_NAMES[platform] ?? platform}.`,
    fix: "Use Run Command on this node.",
    action: null,
  }),
  "platform-unread": () => ({
    label: "Platform unknown",
    sentence: "The operating system is not known, and the answer depends on it.",
    fix: "Refresh; if it stays unknown, neither EC2 nor SSM tells it.",
    action: null,
  }),
  "tag-absent": (_, tag) => ({
    label: "Not tagged",
    sentence: `The policy asks for the tag ${tag.key}=${tag.value}, and the node does not have it.`,
    fix: `Tag the node with ${tag.key}=${tag.value}.`,
    action: "tag",
  }),
  "tag-wrong-value": ({ key, value }, tag) => ({
    label: value === "" ? "Tag empty" : "Tag value",
    sentence: `The tag ${key} has the value ${quoted(value)}; the policy asks for ${quoted(tag.value)}, letter by letter.`,
    fix: `Set ${tag.key} to ${tag.value}.`,
    action: "normalise",
  }),
  "tag-conflict": ({ keys, effect }, tag) => ({
    label: "Tag conflict",
    sentence:
      effect === "blocks"
        ? `The node has several spellings of the tag (${keys.join(", ")}), and none has the value ${quoted(tag.value)}.`
        : `The node has several spellings of the tag (${keys.join(", ")}); which one IAM matches is not predictable.`,
    fix: `Keep ${tag.key}=${tag.value} alone.`,
    action: "normalise",
  }),
  "tags-unread": () => ({
    label: "Tags not read",
    sentence: "The node's tags could not be read, and the policy asks for one.",
    fix: "Allow ec2:DescribeTags (ssm:ListTagsForResource for hybrid nodes), then refresh.",
    action: null,
  }),
  "policy-node": ({ action, resource }) => ({
    label: "Policy: node",
    sentence: `The policy does not allow ${action} on ${resource}, tagged or not.`,
    fix: ASK_POLICY,
    action: null,
  }),
  "policy-document": ({ action, resource }) => ({
    label: "Policy: document",
    sentence: `The policy does not allow ${action} with ${resource}.`,
    fix: ASK_POLICY,
    action: null,
  }),
  "policy-explicit-deny": ({ action, resource }) => ({
    label: "Explicit deny",
    sentence: `The policy denies ${action} on ${resource} explicitly; no Allow can undo that.`,
    fix: ASK_POLICY,
    action: null,
  }),
  "policy-unknown": ({ action, resource }) => ({
    label: "Policy unclear",
    sentence: `It cannot be told whether the policy allows ${action} on ${resource}.`,
    fix: "Look at the reasons, and try the call or the IAM policy simulator.",
    action: null,
  }),
};

const STATE_LABELS = {
  pending: "Starting",
  running: "Running",
  "shutting-down": "Shutting down",
  terminated: "Terminated",
  stopping: "Stopping",
  stopped: "Stopped",
  none: "Not running",
  unknown: "Not running",
} as const;

const PLATFORM_NAMES: Readonly<Record<string, string>> = { linux: "Linux", windows: "Windows", macos: "macOS" };

function quoted(value: string): string {
  return value === "" ? "(empty)" : `"${value}"`;
}

function since(lastPing: number | null): string {
  return lastPing === null ? "" : `; its last ping was at ${new Date(lastPing * 1000).toISOString().replace(".000", "")}`;
}
