import type { EstateInstance } from "../estate/instance.ts";
import { element, escapeXml, xmlTime } from "../protocol/xml.ts";
import type { InstanceFacts } from "./instance-filters.ts";

/**
 * One `<item>` of an instancesSet, in the order of elements that EC2 has. Pages of 1,000 are made of these: what the
 * estate makes itself and can hold nothing to escape (ids, addresses, types) is put in as it is.
 */
export function instanceXml({ instance, tags }: InstanceFacts): string {
  return (
    "<item>" +
    `<instanceId>${instance.id}</instanceId><imageId>${instance.imageId}</imageId>` +
    `<instanceState><code>${instance.stateCode}</code><name>${instance.state}</name></instanceState>` +
    `<privateDnsName>${instance.privateDnsName}</privateDnsName><dnsName/>` +
    `<reason>${escapeXml(instance.stateTransitionReason)}</reason>${element("keyName", instance.keyName)}` +
    `<amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>${instance.instanceType}</instanceType>` +
    `<launchTime>${xmlTime(instance.launchTimeMs)}</launchTime>` +
    `<placement><availabilityZone>${instance.availabilityZone}</availabilityZone><groupName/><tenancy>default</tenancy></placement>` +
    (instance.platform === null ? "" : `<platform>${instance.platform}</platform>`) +
    `<monitoring><state>disabled</state></monitoring>${networkXml(instance)}<groupSet/>` +
    `<architecture>${instance.architecture}</architecture>` +
    "<rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping/>" +
    `<virtualizationType>hvm</virtualizationType><clientToken/>${tagSetXml(tags)}` +
    `<hypervisor>xen</hypervisor><networkInterfaceSet/>${profileXml(instance)}` +
    "<ebsOptimized>false</ebsOptimized><enaSupport>true</enaSupport>" +
    `<platformDetails>${escapeXml(instance.platformDetails)}</platformDetails>${operatorXml(instance)}` +
    "</item>"
  );
}

/** A terminated instance has lost its network, and its elements are not there. */
function networkXml({ subnetId, vpcId, privateIp, publicIp }: EstateInstance): string {
  return (
    (subnetId === "" ? "" : `<subnetId>${subnetId}</subnetId>`) +
    (vpcId === "" ? "" : `<vpcId>${vpcId}</vpcId>`) +
    (privateIp === "" ? "" : `<privateIpAddress>${privateIp}</privateIpAddress>`) +
    (publicIp === null ? "" : `<ipAddress>${publicIp}</ipAddress>`)
  );
}

/** EC2 leaves the element out of an instance without tags. */
function tagSetXml(tags: ReadonlyMap<string, string>): string {
  if (tags.size === 0) return "";
  let xml = "<tagSet>";
  for (const [key, value] of tags) {
    xml += `<item><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></item>`;
  }
  return `${xml}</tagSet>`;
}

function profileXml({ instanceProfile }: EstateInstance): string {
  if (instanceProfile === null) return "";
  return `<iamInstanceProfile><arn>${escapeXml(instanceProfile.arn)}</arn><id>${instanceProfile.id}</id></iamInstanceProfile>`;
}

function operatorXml({ operator }: EstateInstance): string {
  if (operator === null) return "<operator><managed>false</managed></operator>";
  const { principal, hiddenByDefault } = operator;
  return `<operator><managed>true</managed><principal>${principal}</principal><hiddenByDefault>${hiddenByDefault}</hiddenByDefault></operator>`;
}
