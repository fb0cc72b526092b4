import { element, escapeXml, xmlTime } from "../protocol/xml.ts";
import type { InstanceFacts } from "./instance-filters.ts";

/** One `<item>` of an instancesSet, in the order of elements that EC2 has. */
export function instanceXml({ instance, tags }: InstanceFacts): string {
  const { instanceProfile, operator } = instance;
  return `<item>${element("instanceId", instance.id)}${element("imageId", instance.imageId)}<instanceState><code>${instance.stateCode}</code>${element("name", instance.state)}</instanceState>${element("privateDnsName", instance.privateDnsName)}<dnsName/>${instance.stateTransitionReason ? element("reason", instance.stateTransitionReason) : "<reason/>"}${element("keyName", instance.keyName)}<amiLaunchIndex>0</amiLaunchIndex><productCodes/>${element("instanceType", instance.instanceType)}${element("launchTime", xmlTime(instance.launchTimeMs))}<placement>${element("availabilityZone", instance.availabilityZone)}<groupName/><tenancy>default</tenancy></placement>${element("platform", instance.platform)}<monitoring><state>disabled</state></monitoring>${element("subnetId", instance.subnetId || null)}${element("vpcId", instance.vpcId || null)}${element("privateIpAddress", instance.privateIp || null)}${element("ipAddress", instance.publicIp)}<groupSet/>${element("architecture", instance.architecture)}<rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping/><virtualizationType>hvm</virtualizationType><clientToken/>${tags.size > 0 ? `<tagSet>${tagsXml(tags)}</tagSet>` : ""}<hypervisor>xen</hypervisor><networkInterfaceSet/>${instanceProfile ? `<iamInstanceProfile>${element("arn", instanceProfile.arn)}${element("id", instanceProfile.id)}</iamInstanceProfile>` : ""}<ebsOptimized>false</ebsOptimized><enaSupport>true</enaSupport>${element("platformDetails", instance.platformDetails)}<operator><managed>${operator !== null}</managed>${operator ? `${element("principal", operator.principal)}<hiddenByDefault>${operator.hiddenByDefault}</hiddenByDefault>` : ""}</operator></item>`;
}

function tagsXml(tags: ReadonlyMap<string, string>): string {
  let xml = "";
  for (const [key, value] of tags) {
    xml += `<item><key>${escapeXml(key)}</key>${value === "" ? "<value/>" : `<value>${escapeXml(value)}</value>`}</item>`;
  }
  return xml;
}
