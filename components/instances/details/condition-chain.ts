import type { Node } from "#lib/domain/node.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import type { Blocker, BlockerLayer, Capability, Verdict } from "#lib/domain/verdict.ts";
import { tagWords } from "../tag-words.ts";

/** One condition of the chain: whether it is met, the fact behind that, and what stands in the way at this place. */
export type ChainLink = {
  layer: BlockerLayer;
  title: string;
  standing: "met" | "unmet" | "unknown";
  fact: string;
  blockers: readonly Blocker[];
};

/** Everything that has to hold for a capability on a node, in the order in which it is asked. */
export function conditionChain(
  node: Node,
  capability: Capability,
  verdict: Verdict,
  reading: TagReading,
  tag: TagSpec,
): readonly ChainLink[] {
  return LAYERS.map((layer) => {
    const blockers = verdict.blockers.filter((blocker) => blocker.layer === layer);
    const standing = blockers.length === 0 ? "met" : blockers.some(({ effect }) => effect === "blocks") ? "unmet" : "unknown";
    return { layer, standing, blockers, title: TITLES[layer](capability, tag), fact: FACTS[layer](node, reading, tag) };
  });
}

const LAYERS: readonly BlockerLayer[] = ["partition", "state", "ssm", "platform", "tag", "policy"];

const TITLES: Readonly<Record<BlockerLayer, (capability: Capability, tag: TagSpec) => string>> = {
  partition: () => "Cado works in the partition",
  state: () => "It is running",
  ssm: () => "SSM has it, and it answers",
  platform: (capability) => (capability === "run-command" ? "There is a document for its platform" : "It is a Linux node"),
  tag: (_, tag) => `It has the tag ${tag.key}=${tag.value}, if the policy asks for it`,
  policy: (capability) =>
    capability === "run-command"
      ? "The policy allows ssm:SendCommand on it and on the document"
      : "The policy allows ssm:StartSession on it and on the document",
};

const FACTS: Readonly<Record<BlockerLayer, (node: Node, reading: TagReading, tag: TagSpec) => string>> = {
  partition: ({ partition }) => partition,
  state: ({ state, kind }) => (kind === "hybrid" ? "hybrid node: no EC2 state" : state),
  ssm: ({ ssm, agentVersion }) => `${ssm}${agentVersion === "" ? "" : `, agent ${agentVersion}`}`,
  platform: ({ platform, platformName }) => (platformName === "" ? platform : `${platform}, ${platformName}`),
  tag: (_, reading, tag) => {
    const { text, wrong } = tagWords(reading, tag);
    return [text ?? "", wrong === null ? "" : `(${wrong})`].filter(Boolean).join(" ");
  },
  policy: () => "",
};
