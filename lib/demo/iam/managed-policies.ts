import type { Call } from "../call.ts";
import type { ManagedPolicyRecord } from "../estate/roles/role-record.ts";
import { requireAllowed } from "../identity/authorise.ts";
import type { AwsQueryOperation } from "../protocol/aws-query-operation.ts";
import type { QueryParameters } from "../protocol/query-parameters.ts";
import { element, xmlTime } from "../protocol/xml.ts";
import { noSuchEntity } from "./find-role.ts";
import { policyText } from "./policy-text.ts";

type Found = { policy: ManagedPolicyRecord; attachments: number; createdMs: number };

/** A managed policy that a role of the caller's account has, attached or as its boundary. */
export const getPolicy: AwsQueryOperation = (call, parameters) => {
  const { policy, attachments, createdMs } = find(call, parameters);
  const members = [
    element("PolicyName", policy.name),
    element("PolicyId", `ANPA${policy.name.toUpperCase().replaceAll(/[^A-Z]/g, "")}AAAAAAAAAAAAAAAAA`.slice(0, 21)),
    element("Arn", policy.arn),
    element("Path", "/"),
    element("DefaultVersionId", policy.versionId),
    element("AttachmentCount", attachments),
    element("PermissionsBoundaryUsageCount", 0),
    element("IsAttachable", true),
    element("CreateDate", xmlTime(createdMs)),
    element("UpdateDate", xmlTime(createdMs)),
  ];
  return `<Policy>${members.join("")}</Policy>`;
};

export const getPolicyVersion: AwsQueryOperation = (call, parameters) => {
  const { policy, createdMs } = find(call, parameters);
  const version = parameters.required("VersionId");
  if (version !== policy.versionId) {
    throw noSuchEntity(`Policy ${policy.arn} version ${version} does not exist or is not attachable.`);
  }
  const members = [
    element("Document", policyText(policy.document)),
    element("VersionId", version),
    element("IsDefaultVersion", true),
    element("CreateDate", xmlTime(createdMs)),
  ];
  return `<PolicyVersion>${members.join("")}</PolicyVersion>`;
};

function find(call: Call, parameters: QueryParameters): Found {
  const arn = parameters.required("PolicyArn");
  const { caller, world, operation } = call;
  requireAllowed(call, { action: `iam:${operation}`, resource: arn, named: `policy ${arn}` });
  const account = world.estate.accounts.find(({ id }) => id === caller.account);
  const uses = (account?.roles ?? []).flatMap(({ attached, boundary, createdMs }) => {
    const attachedPolicy = attached.find((candidate) => candidate.arn === arn);
    const policy = attachedPolicy ?? (boundary?.arn === arn ? boundary : undefined);
    return policy === undefined ? [] : [{ policy, isAttached: attachedPolicy !== undefined, createdMs }];
  });
  const [first] = uses;
  if (!first) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return { ...first, attachments: uses.filter(({ isAttached }) => isAttached).length };
}
