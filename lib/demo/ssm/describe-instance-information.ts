import { anySsmArn } from "../arns.ts";
import type { EstateSsm } from "../estate/ssm-registration.ts";
import { requireAllowed } from "../identity/authorise.ts";
import type { JsonObject } from "../protocol/aws-json.ts";
import type { JsonInput } from "../protocol/json-input.ts";
import { ServiceError } from "../service-error.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { toSeconds } from "./managed-nodes.ts";
import { managedPage } from "./managed-page.ts";
import type { NodeFilter } from "./node-filters.ts";
import type { SsmOperation } from "./operation.ts";

/** Managed nodes in pages of 5 to 50, 10 where nothing is said. */
export const describeInstanceInformation: SsmOperation = {
  bucket: SSM_BUCKETS.describe,
  run(call, input) {
    const size = input.integer("MaxResults", { min: 5, max: 50 }) ?? 10;
    const filters = readFilters(input);
    requireAllowed(call, { action: "ssm:DescribeInstanceInformation", resource: "*", named: anySsmArn(call.cell) });
    const { rows, nextToken } = managedPage(call, input, filters, size);
    const list = rows.map(({ ssm }) => toInformation(ssm));
    return { InstanceInformationList: list, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },
};

/** `Filters`, or the older list with its own spelling; both together are refused. */
function readFilters(input: JsonInput): NodeFilter[] {
  const lists = [
    { member: "Filters", key: "Key", values: "Values" },
    { member: "InstanceInformationFilterList", key: "key", values: "valueSet" },
  ].filter(({ member }) => input.has(member));
  if (lists.length > 1) {
    throw new ServiceError(
      "InvalidInstanceInformationFilterValue",
      "Filters and InstanceInformationFilterList can't be specified in the same request.",
    );
  }
  return lists.flatMap(({ member, key, values }) =>
    input.structures(member, { min: 0, max: 100 }).map((filter) => ({
      key: filter.requiredText(key),
      values: filter.texts(values, { min: 1, max: 100 }),
      operator: "Equal" as const,
    })),
  );
}

/** What DescribeInstanceInformation tells of a node; members without a value are left out. */
export function toInformation(ssm: EstateSsm): JsonObject {
  return {
    InstanceId: ssm.id,
    PingStatus: ssm.pingStatus,
    LastPingDateTime: toSeconds(ssm.lastPingMs),
    AgentVersion: ssm.agentVersion,
    IsLatestVersion: ssm.isLatestVersion,
    PlatformType: ssm.platformType,
    PlatformName: ssm.platformName,
    PlatformVersion: ssm.platformVersion,
    ...(ssm.activationId === null ? {} : { ActivationId: ssm.activationId }),
    ...(ssm.iamRole === null ? {} : { IamRole: ssm.iamRole }),
    ...(ssm.registrationMs === null ? {} : { RegistrationDate: toSeconds(ssm.registrationMs) }),
    ResourceType: ssm.resourceType,
    ...(ssm.name === null ? {} : { Name: ssm.name }),
    IPAddress: ssm.ipAddress,
    ComputerName: ssm.computerName,
    ...(ssm.associationStatus === null ? {} : { AssociationStatus: ssm.associationStatus }),
    SourceId: ssm.id,
    SourceType: ssm.sourceType,
  };
}
