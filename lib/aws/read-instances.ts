import "server-only";
import type { Instance } from "@aws-sdk/client-ec2";
import { parseInstanceId } from "#lib/domain/ids.ts";
import type { Node, Platform, Tags } from "#lib/domain/node.ts";
import { answerTexts as texts } from "./shared-texts.ts";
import { nameOf, toTags } from "./tag-reads.ts";
import { toNodeState } from "./to-node-state.ts";
import { XmlCursor, xmlName } from "./xml-cursor.ts";

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

const NAMES = {
  arn: xmlName("arn"),
  iamInstanceProfile: xmlName("iamInstanceProfile"),
  instanceId: xmlName("instanceId"),
  instanceState: xmlName("instanceState"),
  instanceType: xmlName("instanceType"),
  instancesSet: xmlName("instancesSet"),
  item: xmlName("item"),
  key: xmlName("key"),
  launchTime: xmlName("launchTime"),
  managed: xmlName("managed"),
  name: xmlName("name"),
  operator: xmlName("operator"),
  platform: xmlName("platform"),
  platformDetails: xmlName("platformDetails"),
  principal: xmlName("principal"),
  privateIpAddress: xmlName("privateIpAddress"),
  reservationSet: xmlName("reservationSet"),
  tagSet: xmlName("tagSet"),
  value: xmlName("value"),
} as const;

/**
 * Reads the bytes of the `<reservationSet>` element of a DescribeInstances answer in one pass: the dozen facts that we show, skipping
 * the rest. For 1,000 instances this takes a few milliseconds of the event loop, where the SDK takes 150 to 500.
 * Throws SyntaxError for XML that it does not understand, and for an instance without an id: readers then ask the SDK.
 */
export function readInstances(reservationSet: Buffer): readonly Ec2Node[] {
  const nodes: Ec2Node[] = [];
  const xml = new XmlCursor(reservationSet);
  const readReservation = (): void => {
    if (xml.is(NAMES.instancesSet)) xml.each(NAMES.instancesSet, () => nodes.push(readInstance(xml)));
    else xml.skip();
  };
  if (!xml.open() || !xml.is(NAMES.reservationSet)) throw new SyntaxError("This is no reservationSet.");
  xml.each(NAMES.reservationSet, () => xml.each(NAMES.item, readReservation));
  xml.finish();
  return nodes;
}

/** An instance as the SDK read it: the same facts as `readInstances` takes from the same answer. */
export function fromSdkInstance(instance: Instance): Ec2Node {
  const { InstanceType = "", Platform, Operator } = instance;
  return toEc2Node({
    instanceId: instance.InstanceId ?? "",
    state: instance.State?.Name ?? "",
    platform: Platform ?? "",
    platformDetails: instance.PlatformDetails ?? "",
    tags: instance.Tags?.length ? toTags(instance.Tags) : null,
    instanceType: InstanceType,
    privateIpAddress: instance.PrivateIpAddress ?? "",
    profileArn: instance.IamInstanceProfile?.Arn ?? "",
    launchedMs: instance.LaunchTime?.getTime() ?? Number.NaN,
    managed: Operator?.Managed === true,
    principal: Operator?.Principal ?? "",
  });
}

type Facts = {
  instanceId: string;
  state: string;
  platform: string;
  platformDetails: string;
  tags: Tags | null;
  instanceType: string;
  privateIpAddress: string;
  profileArn: string;
  launchedMs: number;
  managed: boolean;
  principal: string;
};

function readInstance(xml: XmlCursor): Ec2Node {
  const facts: Facts = {
    instanceId: "",
    state: "",
    platform: "",
    platformDetails: "",
    tags: null,
    instanceType: "",
    privateIpAddress: "",
    profileArn: "",
    launchedMs: Number.NaN,
    managed: false,
    principal: "",
  };
  xml.each(NAMES.item, () => {
    if (xml.is(NAMES.instanceId)) facts.instanceId = xml.leaf();
    else if (xml.is(NAMES.instanceState)) xml.each(NAMES.instanceState, () => readState(xml, facts));
    else if (xml.is(NAMES.platform)) facts.platform = xml.shared(texts);
    else if (xml.is(NAMES.platformDetails)) facts.platformDetails = xml.shared(texts);
    else if (xml.is(NAMES.instanceType)) facts.instanceType = xml.shared(texts);
    else if (xml.is(NAMES.privateIpAddress)) facts.privateIpAddress = xml.leaf();
    else if (xml.is(NAMES.launchTime)) facts.launchedMs = toEpochMs(xml.leaf());
    else if (xml.is(NAMES.iamInstanceProfile)) xml.each(NAMES.iamInstanceProfile, () => readProfile(xml, facts));
    else if (xml.is(NAMES.operator)) xml.each(NAMES.operator, () => readOperator(xml, facts));
    else if (xml.is(NAMES.tagSet)) facts.tags = readTagSet(xml);
    else xml.skip();
  });
  return toEc2Node(facts);
}

function readState(xml: XmlCursor, facts: Facts): void {
  if (xml.is(NAMES.name)) facts.state = xml.shared(texts);
  else xml.skip();
}

function readProfile(xml: XmlCursor, facts: Facts): void {
  if (xml.is(NAMES.arn)) facts.profileArn = xml.shared(texts);
  else xml.skip();
}

function readOperator(xml: XmlCursor, facts: Facts): void {
  if (xml.is(NAMES.managed)) facts.managed = readBoolean(xml.shared(texts));
  else if (xml.is(NAMES.principal)) facts.principal = xml.shared(texts);
  else xml.skip();
}

function readBoolean(text: string): boolean {
  if (text !== "true" && text !== "false") throw new SyntaxError("Neither true nor false.");
  return text === "true";
}

/** Tags in AWS's order; null for a list without any. */
function readTagSet(xml: XmlCursor): Tags | null {
  let tags: Record<string, string> | null = null;
  let key: string | undefined;
  let value = "";
  const readPart = (): void => {
    if (xml.is(NAMES.key)) key = xml.shared(texts);
    else if (xml.is(NAMES.value)) value = xml.shared(texts);
    else xml.skip();
  };
  xml.each(NAMES.tagSet, () => {
    key = undefined;
    value = "";
    xml.each(NAMES.item, readPart);
    if (key === undefined) throw new SyntaxError("A tag has no key.");
    // Without a prototype: a tag may be called `__proto__`.
    tags ??= Object.create(null) as Record<string, string>;
    tags[key] = value;
  });
  return tags;
}

/** `2026-01-20T08:00:00.000Z`; whatever else the SDK can make of a time, it has to make itself. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

function toEpochMs(text: string): number {
  const epochMs = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epochMs)) throw new SyntaxError("This is no time as EC2 writes it.");
  return epochMs;
}

function toEc2Node(facts: Facts): Ec2Node {
  const { tags, instanceType, launchedMs } = facts;
  const id = parseInstanceId(facts.instanceId);
  if (id === undefined)
    throw new SyntaxError(`DescribeInstances named an instance ${JSON.stringify(facts.instanceId.slice(0, 80))}.`);
  return {
    id,
    name: nameOf(tags),
    state: toNodeState(facts.state),
    platform: platformOf(facts.platform, instanceType),
    platformName: facts.platformDetails,
    tags,
    instanceType,
    privateIp: facts.privateIpAddress,
    instanceProfile: facts.profileArn,
    launched: Number.isNaN(launchedMs) ? null : Math.floor(launchedMs / 1000),
    managedBy: facts.managed ? facts.principal || "an AWS service" : "",
  };
}

/** EC2 says `windows` or nothing; only Mac instance types run macOS. */
function platformOf(platform: string, instanceType: string): Platform {
  if (platform.toLowerCase() === "windows") return "windows";
  return instanceType.startsWith("mac") ? "macos" : "linux";
}
