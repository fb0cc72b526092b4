import type { EstateSsm } from "../estate/ssm-registration.ts";
import { ServiceError } from "../service-error.ts";

export type FilterOperator = "Equal" | "NotEqual" | "BeginWith" | "LessThan" | "GreaterThan";

export type NodeFilter = { key: string; values: readonly string[]; operator: FilterOperator };

export type ManagedFacts = { ssm: EstateSsm; tags: ReadonlyMap<string, string> };

/** The user guide spells PlatformTypes and SourceTypes, the API reference also the singular. */
const READERS: Readonly<Record<string, (ssm: EstateSsm) => string | null>> = {
  ActivationIds: (ssm) => ssm.activationId,
  AgentVersion: (ssm) => ssm.agentVersion,
  AssociationStatus: (ssm) => ssm.associationStatus,
  IamRole: (ssm) => ssm.iamRole,
  InstanceIds: (ssm) => ssm.id,
  PingStatus: (ssm) => ssm.pingStatus,
  PlatformType: (ssm) => ssm.platformType,
  PlatformTypes: (ssm) => ssm.platformType,
  ResourceType: (ssm) => ssm.resourceType,
  SourceIds: (ssm) => ssm.id,
  SourceType: (ssm) => ssm.sourceType,
  SourceTypes: (ssm) => ssm.sourceType,
};

/** Refuses keys that SSM does not have, and tag filters beside others (SSM API reference, DescribeInstanceInformation). */
export function checkNodeFilters(filters: readonly NodeFilter[]): void {
  const unknown = filters.find(({ key }) => !Object.hasOwn(READERS, key) && !isTagFilter(key));
  if (unknown) throw new ServiceError("InvalidFilterKey", `The filter key ${unknown.key} is not valid.`);
  if (filters.some(({ key }) => isTagFilter(key)) && filters.some(({ key }) => !isTagFilter(key))) {
    throw new ServiceError("InvalidInstanceInformationFilterValue", "Tag filters can't be combined with other filters.");
  }
}

/** True where every filter holds. Values are literal: SSM has no wildcards here. */
export function nodeMatches({ ssm, tags }: ManagedFacts, filters: readonly NodeFilter[]): boolean {
  return filters.every(({ key, values, operator }) => {
    const actual = valuesOf(key, ssm, tags);
    if (operator === "NotEqual") return !actual.some((value) => values.includes(value));
    return actual.some((value) => values.some((wanted) => compare(operator, value, wanted)));
  });
}

function isTagFilter(key: string): boolean {
  return key === "tag-key" || (key.startsWith("tag:") && key.length > 4);
}

function valuesOf(key: string, ssm: EstateSsm, tags: ReadonlyMap<string, string>): readonly string[] {
  if (key === "tag-key") return [...tags.keys()];
  const value = isTagFilter(key) ? tags.get(key.slice(4)) : READERS[key]?.(ssm);
  return value === undefined || value === null ? [] : [value];
}

function compare(operator: Exclude<FilterOperator, "NotEqual">, value: string, wanted: string): boolean {
  if (operator === "BeginWith") return value.startsWith(wanted);
  if (operator === "Equal") return value === wanted;
  const order = value.localeCompare(wanted, "en", { numeric: true });
  return operator === "LessThan" ? order < 0 : order > 0;
}
