import { isPartition } from "#lib/domain/partition.ts";
import type { DenialFacts, DeniedResourceKind } from "./denial.ts";

type ResourceFacts = Pick<DenialFacts, "resource" | "resourceKind" | "partition" | "region" | "nodeId" | "document"> & {
  /** Of the resource's ARN, where it is one of 12 digits. */
  resourceAccount?: string;
};

/**
 * What a denied resource tells. Masked parts (`***`, `<ACCOUNT_ID>`) tell nothing; a node id counts where it has the
 * length of one (8 or 17 hex digits) or is masked itself. Where the text may have been cut within the resource, 8 digits
 * may be the beginning of 17.
 */
export function describeResource(resource: string, isCut: boolean): ResourceFacts {
  const [arn, partition = "", service = "", region = "", account = "", ...rest] = resource.split(":");
  if (arn !== "arn" || rest.length === 0) return withoutCutId({ resource, ...bareResource(resource) }, isCut);
  const name = rest.join(":");
  const facts = {
    resource,
    ...namedResource(service, name),
    ...(isPartition(partition) ? { partition } : {}),
    ...(REGION.test(region) ? { region } : {}),
    ...(/^\d{12}$/.test(account) ? { resourceAccount: account } : {}),
  };
  return withoutCutId(facts, isCut);
}

function withoutCutId(facts: ResourceFacts, isCut: boolean): ResourceFacts {
  const { nodeId, ...rest } = facts;
  return isCut && nodeId !== undefined && !COMPLETE_ID.test(nodeId) ? rest : facts;
}

const COMPLETE_ID = /^m?i-[0-9a-f]{17}$/;

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** Whole ids, and ids that somebody has masked. */
const NODE_ID = /^(?:i-(?:[0-9a-f]{8}|[0-9a-f]{17}|[xX*.]+)|mi-(?:[0-9a-f]{17}|[xX*.]+))$/;

function bareResource(resource: string): { resourceKind: DeniedResourceKind; nodeId?: string } {
  if (resource === "*") return { resourceKind: "wildcard" };
  if (!NODE_ID.test(resource)) return { resourceKind: "other" };
  return { resourceKind: resource.startsWith("mi-") ? "managed-instance" : "instance", nodeId: resource };
}

function namedResource(service: string, name: string): Pick<DenialFacts, "resourceKind" | "nodeId" | "document"> {
  if (name === "*") return { resourceKind: "wildcard" };
  const slash = name.indexOf("/");
  const type = `${service} ${name.slice(0, slash)}`;
  const id = name.slice(slash + 1);
  if (slash < 0 || id === "") return { resourceKind: "other" };
  if (type === "ec2 instance") return { resourceKind: "instance", ...(NODE_ID.test(id) ? { nodeId: id } : {}) };
  if (type === "ssm managed-instance") return { resourceKind: "managed-instance", ...(NODE_ID.test(id) ? { nodeId: id } : {}) };
  if (type === "ssm document") return { resourceKind: "document", document: id };
  return { resourceKind: type === "ssm session" ? "session" : "other" };
}
