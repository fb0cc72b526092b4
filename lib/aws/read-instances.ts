import "server-only";
import { parseInstanceId } from "#lib/domain/ids.ts";
import type { Node, Platform, Tags } from "#lib/domain/node.ts";
import { scanXml } from "./scan-xml.ts";
import { nameOf, toTags } from "./tag-reads.ts";
import { toNodeState } from "./to-node-state.ts";

/** What EC2 tells of an instance. `tags` null: the instance came without any, which DescribeTags has to confirm. */
export type Ec2Node = Pick<
  Node,
  | "id"
  | "name"
  | "state"
  | "platform"
  | "platformName"
  | "tags"
  | "instanceType"
  | "privateIp"
  | "instanceProfile"
  | "launched"
  | "managedBy"
>;

/** Depth of an instance in reservationSet: reservationSet/item/instancesSet/item. */
const INSTANCE_DEPTH = 4;
const INSTANCE_PATH = "reservationSet/item/instancesSet/item";

/**
 * Reads the `<reservationSet>` element of a DescribeInstances answer. The SDK takes 500 ms of the event loop for 1,000
 * instances, this takes 20: it keeps the dozen facts that we show and skips the rest.
 * Throws SyntaxError for XML that is not whole, and for an instance without an id.
 */
export function readInstances(reservationSet: string): readonly Ec2Node[] {
  const nodes: Ec2Node[] = [];
  const path: string[] = [];
  let facts = new Map<string, string>();
  let tags: Tag[] = [];
  let tag: Tag = { Key: "", Value: "" };
  scanXml(reservationSet, {
    open(name) {
      path.push(name);
    },
    close(name, text) {
      if (path.length > INSTANCE_DEPTH) {
        const place = path.slice(INSTANCE_DEPTH).join("/");
        if (place === "tagSet/item/key") tag.Key = text ?? "";
        else if (place === "tagSet/item/value") tag.Value = text ?? "";
        else if (place === "tagSet/item") {
          tags.push(tag);
          tag = { Key: "", Value: "" };
        } else if (text !== null) facts.set(place, text);
      } else if (path.length === INSTANCE_DEPTH && name === "item" && path.join("/") === INSTANCE_PATH) {
        nodes.push(toEc2Node(facts, tags));
        facts = new Map();
        tags = [];
      }
      path.pop();
    },
  });
  return nodes;
}

type Tag = { Key: string; Value: string };

function toEc2Node(facts: ReadonlyMap<string, string>, list: readonly Tag[]): Ec2Node {
  const text = (name: string): string => facts.get(name) ?? "";
  const id = parseInstanceId(text("instanceId"));
  if (id === undefined)
    throw new SyntaxError(`DescribeInstances named an instance ${JSON.stringify(text("instanceId").slice(0, 80))}.`);
  const tags: Tags | null = list.length > 0 ? toTags(list) : null;
  const launchedMs = Date.parse(text("launchTime"));
  return {
    id,
    name: nameOf(tags),
    state: toNodeState(text("instanceState/name")),
    platform: platformOf(text("platform"), text("instanceType")),
    platformName: text("platformDetails"),
    tags,
    instanceType: text("instanceType"),
    privateIp: text("privateIpAddress"),
    instanceProfile: text("iamInstanceProfile/arn"),
    launched: Number.isNaN(launchedMs) ? null : Math.floor(launchedMs / 1000),
    managedBy: text("operator/managed") === "true" ? text("operator/principal") || "an AWS service" : "",
  };
}

/** EC2 says `windows` or nothing; only Mac instance types run macOS. */
function platformOf(platform: string, instanceType: string): Platform {
  if (platform.toLowerCase() === "windows") return "windows";
  return instanceType.startsWith("mac") ? "macos" : "linux";
}
