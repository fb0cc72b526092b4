import "server-only";
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { callIam, iamPages } from "./call-iam.ts";
import type { IamClients } from "./iam-clients.ts";
import { readPolicyDocument } from "./read-policy-document.ts";

/**
 * Every policy of a role, in the versions that are in force: the inline ones by name, then the attached ones by name.
 * Throws AwsError where one of them cannot be had whole.
 */
export async function readRolePolicies(
  clients: IamClients,
  roleName: string,
  signal: AbortSignal,
): Promise<readonly NamedPolicy[]> {
  const [inline, attached] = await Promise.all([listInline(clients, roleName, signal), listAttached(clients, roleName, signal)]);
  return Promise.all([
    ...inline.map((name) => readInline(clients, roleName, name, signal)),
    ...attached.map((arn) => readManagedPolicy(clients, arn, signal)),
  ]);
}

/** A managed policy in its default version. Throws AwsError. */
export async function readManagedPolicy(clients: IamClients, arn: string, signal: AbortSignal): Promise<NamedPolicy> {
  const { iam, account } = clients;
  const { Policy } = await callIam(clients, "iam:GetPolicy", signal, (abortSignal) =>
    iam.send(new GetPolicyCommand({ PolicyArn: arn }), { abortSignal }),
  );
  const action = "iam:GetPolicyVersion";
  const { PolicyVersion } = await callIam(clients, action, signal, (abortSignal) =>
    iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: Policy?.DefaultVersionId }), { abortSignal }),
  );
  const name = Policy?.PolicyName ?? arn;
  return { name, kind: "managed", document: readPolicyDocument(PolicyVersion?.Document, { action, account, policy: name }) };
}

async function readInline(clients: IamClients, role: string, name: string, signal: AbortSignal): Promise<NamedPolicy> {
  const { iam, account } = clients;
  const action = "iam:GetRolePolicy";
  const { PolicyDocument } = await callIam(clients, action, signal, (abortSignal) =>
    iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name }), { abortSignal }),
  );
  return { name, kind: "inline", document: readPolicyDocument(PolicyDocument, { action, account, policy: name }) };
}

async function listInline(clients: IamClients, role: string, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  const pages = iamPages(clients, "iam:ListRolePolicies", signal, (marker, abortSignal) =>
    clients.iam.send(new ListRolePoliciesCommand({ RoleName: role, ...marker }), { abortSignal }),
  );
  for await (const { PolicyNames = [] } of pages) names.push(...PolicyNames);
  return names.sort();
}

async function listAttached(clients: IamClients, role: string, signal: AbortSignal): Promise<readonly string[]> {
  const arns: { name: string; arn: string }[] = [];
  const pages = iamPages(clients, "iam:ListAttachedRolePolicies", signal, (marker, abortSignal) =>
    clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role, ...marker }), { abortSignal }),
  );
  for await (const { AttachedPolicies = [] } of pages) {
    for (const { PolicyName = "", PolicyArn = "" } of AttachedPolicies) arns.push({ name: PolicyName, arn: PolicyArn });
  }
  return arns.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ arn }) => arn);
}
