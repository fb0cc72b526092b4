import type { EstateInstance } from "../estate/instance.ts";
import { xmlTime } from "../protocol/xml.ts";
import { type Ec2Filter, tagFilterKey } from "./filters.ts";

export type InstanceFacts = { instance: EstateInstance; tags: ReadonlyMap<string, string>; owner: string };

type Read = (facts: InstanceFacts) => readonly (string | null)[];

/** DescribeInstances' filters, those for which the estate has something to compare with (EC2 API reference). */
const READERS: Readonly<Record<string, Read>> = {
  architecture: ({ instance }) => [instance.architecture],
  "availability-zone": ({ instance }) => [instance.availabilityZone],
  "iam-instance-profile.arn": ({ instance }) => [instance.instanceProfile?.arn ?? null],
  "iam-instance-profile.id": ({ instance }) => [instance.instanceProfile?.id ?? null],
  "image-id": ({ instance }) => [instance.imageId],
  "instance-id": ({ instance }) => [instance.id],
  "instance-state-code": ({ instance }) => [String(instance.stateCode)],
  "instance-state-name": ({ instance }) => [instance.state],
  "instance-type": ({ instance }) => [instance.instanceType],
  "ip-address": ({ instance }) => [instance.publicIp],
  "key-name": ({ instance }) => [instance.keyName],
  "launch-time": ({ instance }) => [xmlTime(instance.launchTimeMs)],
  "operator.managed": ({ instance }) => [String(instance.operator !== null)],
  "operator.principal": ({ instance }) => [instance.operator?.principal ?? null],
  "owner-id": ({ owner }) => [owner],
  platform: ({ instance }) => [instance.platform],
  "platform-details": ({ instance }) => [instance.platformDetails],
  "private-dns-name": ({ instance }) => [instance.privateDnsName],
  "private-ip-address": ({ instance }) => [instance.privateIp],
  "reservation-id": ({ instance }) => [instance.reservationId],
  "subnet-id": ({ instance }) => [instance.subnetId],
  "tag-key": ({ tags }) => [...tags.keys()],
  "tag-value": ({ tags }) => [...tags.values()],
  "vpc-id": ({ instance }) => [instance.vpcId],
};

export function isInstanceFilter(name: string): boolean {
  return Object.hasOwn(READERS, name) || tagFilterKey(name) !== null;
}

/** True where every filter has a value that matches. */
export function instanceMatches(facts: InstanceFacts, filters: readonly Ec2Filter[]): boolean {
  return filters.every(({ name, matches }) => {
    const key = tagFilterKey(name);
    const values = key === null ? READERS[name]?.(facts) : [facts.tags.get(key) ?? null];
    return values?.some((value) => value !== null && matches(value)) ?? false;
  });
}
