import type { AuthorizationRequest } from "#lib/domain/authorization.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { listOf } from "../policy-document.ts";
import { canOverlap } from "./arn-overlap.ts";
import type { CorrectionOptions } from "./correction.ts";
import { correctionTargets } from "./correction-targets.ts";
import { HYBRID_SHAPE, INSTANCE_SHAPE } from "./ssm-grant.ts";
import { SESSION_ID_KEY } from "./tagged-statements.ts";
import { otherRegion, SAMPLE_ACCOUNT, SAMPLE_HYBRID, witnessArn } from "./witness-arn.ts";

export type NamedRequest = { name: string; request: AuthorizationRequest };

/** Requests on nodes, documents and sessions, each named in words. */
export type CheckRequests = { needed: readonly NamedRequest[]; refused: readonly NamedRequest[] };

/**
 * What Cado has to be able to do under the options, and what it must not. The nodes are in a place that the role's own
 * statements mean, so that a role of one account is asked about that account.
 */
export function checkRequests(policies: readonly NamedPolicy[], options: CorrectionOptions): CheckRequests {
  const { tag, partition, portForwarding, linuxOnly, hybrid } = options;
  const targets = correctionTargets(options);
  const instance = findNode(policies, INSTANCE_SHAPE) ?? targets.instances[0] ?? "";
  const node = witnessArn(instance, partition);
  const [, , , region = "", account = ""] = node.split(":");
  const mixed = `arn:${partition}:ssm:${region}:${account}:managed-instance/${SAMPLE_HYBRID}`;
  const found = findNode(policies, HYBRID_SHAPE);
  const hybridNode = hybrid && found !== undefined ? witnessArn(found, partition) : mixed;
  const document = (name: string, owner = "") => `arn:${partition}:ssm:${region}:${owner}:document/${name}`;
  const right = tagged(tag.key, tag.value);
  const send = (name: string, arn: string, context = {}) => ask(`SendCommand ${name}`, "ssm:SendCommand", arn, context);
  const start = (name: string, arn: string, context = {}) => ask(`StartSession ${name}`, "ssm:StartSession", arn, context);
  const sessions = sessionRequests(partition, region, account);

  const powerShell = send("with AWS-RunPowerShellScript", document("AWS-RunPowerShellScript"));
  const onHybrid = [
    send("on a tagged hybrid node", hybridNode, right),
    ...(portForwarding ? [start("on a tagged hybrid node", hybridNode, right)] : []),
  ];
  const forSessions = [
    start("on a tagged instance", node, right),
    start("with AWS-StartPortForwardingSession", document("AWS-StartPortForwardingSession")),
    start("with the default shell", document("SSM-SessionManagerRunShell", account)),
    ...sessions.own,
  ];
  const needed = [
    send("on a tagged instance", node, right),
    send("with AWS-RunShellScript", document("AWS-RunShellScript")),
    ...(linuxOnly ? [] : [powerShell]),
    ...(hybrid ? onHybrid : []),
    ...(portForwarding ? forSessions : []),
    ask("DescribeInstanceInformation", "ssm:DescribeInstanceInformation", "*"),
    ask("GetCommandInvocation", "ssm:GetCommandInvocation", "*"),
  ];

  const kinds = hybrid ? [["instance", node] as const, ["hybrid node", hybridNode] as const] : [["instance", node] as const];
  const wrong = kinds.flatMap(([kind, arn]) => [
    ...[send, start].map((one) => one(`on an untagged ${kind}`, arn)),
    ...wrongValues(tag.value).flatMap((value) =>
      [send, start].map((one) => one(`on a ${kind} with the value ${JSON.stringify(value)}`, arn, tagged(tag.key, value))),
    ),
  ]);
  const refused = [
    ...wrong,
    send("with AWS-RunRemoteScript", document("AWS-RunRemoteScript")),
    send("with a document of one's own", document("Acme-Collect", account)),
    start("with AWS-StartSSHSession", document("AWS-StartSSHSession")),
    ...(linuxOnly ? [powerShell] : []),
    ...(hybrid ? [] : onHybrid),
    ...(portForwarding ? (options.ownSessionsOnly ? sessions.foreign : []) : [...forSessions, ...sessions.foreign]),
    ...elsewhere(options, account).flatMap(([where, arn]) => [
      send(`on a tagged instance ${where}`, arn, right),
      start(`on a tagged instance ${where}`, arn, right),
    ]),
  ];
  return { needed, refused };
}

/** The first node resource of an Allow that stands for SendCommand in the policies. */
function findNode(policies: readonly NamedPolicy[], shape: string): string | undefined {
  for (const { document } of policies) {
    for (const { Effect, Action, Resource } of document.Statement) {
      if (Effect !== "Allow" || !listOf(Action).some((action) => action.toLowerCase() === "ssm:sendcommand")) continue;
      const found = listOf(Resource).find((resource) => resource !== "*" && canOverlap(resource, shape));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Near misses of the value: IAM compares it with regard to case, and to every space. */
function wrongValues(value: string): readonly string[] {
  const near = [value.toLowerCase(), value.toUpperCase(), ` ${value}`, `${value}x`, "False", ""];
  return [...new Set(near)].filter((one) => one !== value);
}

function elsewhere({ partition, accounts, regions }: CorrectionOptions, account: string): readonly (readonly [string, string])[] {
  const node = (region: string, owner: string) => witnessArn(`arn:${partition}:ec2:${region}:${owner}:instance/*`, partition);
  const region = regions.length === 0 ? undefined : otherRegion(regions, partition);
  const foreign = [SAMPLE_ACCOUNT, "444455556666", "777788889999"].find((one) => !accounts.some((id) => id === one)) ?? "";
  return [
    ...(region === undefined ? [] : [["in a region that is not meant", node(region, account)] as const]),
    ...(accounts.length === 0 ? [] : [["in an account that is not meant", node(regions[0] ?? "*", foreign)] as const]),
  ];
}

function sessionRequests(partition: string, region: string, account: string) {
  const userId = "AROA0123456789ABCDEF0:cado";
  const of = (whose: string, id: string) => {
    const arn = `arn:${partition}:ssm:${region}:${account}:session/${id.slice(id.indexOf(":") + 1)}`;
    const context = { "aws:userid": userId, [SESSION_ID_KEY]: id };
    return ["TerminateSession", "ResumeSession"].map((name) => ask(`${name} of ${whose} session`, `ssm:${name}`, arn, context));
  };
  return {
    own: of("its own", `${userId}-0123456789abcdef0`),
    foreign: of("somebody else's", "AROA0FEDCBA9876543210:eve-0123456789abcdef0"),
  };
}

function tagged(key: string, value: string): AuthorizationRequest["context"] {
  return { [`ssm:resourceTag/${key}`]: value, [`aws:ResourceTag/${key}`]: value };
}

/** Of the caller's way in nothing is known but what every call of Cado's has. */
function ask(name: string, action: string, resource: string, context: AuthorizationRequest["context"] = {}): NamedRequest {
  const [, , , region = "", account = ""] = resource.split(":");
  const place = region === "" ? {} : { "aws:RequestedRegion": region };
  const owner = account === "" ? {} : { "aws:ResourceAccount": account, "aws:PrincipalAccount": account };
  return {
    name,
    request: {
      action,
      resource,
      context: { ...place, ...owner, "aws:SecureTransport": "true", "aws:ViaAWSService": "false", ...context },
      unknownContext: ["aws:*", "ssm:SessionDocumentAccessCheck", "ssm:AccessRequestId"],
      absentContext: ["aws:ResourceTag/*", "aws:RequestTag/*", "aws:TagKeys"],
    },
  };
}
