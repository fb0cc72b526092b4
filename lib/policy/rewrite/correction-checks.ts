import type { AuthorizationResult } from "#lib/domain/authorization.ts";
import { createAuthorize } from "../evaluate.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { checkRequests, type NamedRequest } from "./check-requests.ts";
import type { CheckGroup, CorrectionCheck, CorrectionOptions } from "./correction.ts";
import type { RoleGuard } from "./role-guard.ts";
import {
  deleteAllTagsRequest,
  deleteTagRequests,
  hybridTagRequests,
  launchRequests,
  setTagRequests,
} from "./tagging-requests.ts";
import { unrelatedRequests } from "./unrelated-requests.ts";
import { SAMPLE_ACCOUNT, SAMPLE_HYBRID, SAMPLE_INSTANCE } from "./witness-arn.ts";

/**
 * Asks the corrected policies, with the evaluator, for all that Cado needs, all that it must not have, and what was
 * allowed, denied or unknown before and has nothing to do with it. What fails, fails by the role's own statements (a
 * Deny, a condition that cannot be told here): it is reported, not hidden.
 */
export function checkCorrection(
  before: readonly NamedPolicy[],
  after: readonly NamedPolicy[],
  options: CorrectionOptions,
  guard: RoleGuard,
): readonly CorrectionCheck[] {
  const [was, is] = [before, after].map((policies) => createAuthorize({ identity: policies.map(({ document }) => document) }));
  if (was === undefined || is === undefined) return [];
  const check = (group: CheckGroup, { name, request }: NamedRequest, expected: AuthorizationResult): CorrectionCheck => {
    const answer = is(request);
    return { group, name, request, expected, answer, passed: answer.result === expected };
  };
  const { needed, refused } = checkRequests(after, options);
  const guarded = options.guard ? unlessSame([...guard.against, ...standardTagging(options)]) : [];
  return [
    ...needed.map((one) => check("needed", one, "allowed")),
    ...refused.map((one) => check("refused", one, "denied")),
    ...guarded.map((one) => check("refused", one, "denied")),
    ...unrelatedRequests(before, options.partition).map((one) => check("as-before", one, was(one.request).result)),
  ];
}

/** Ways to change the tag, on a node like any other; also of a role that never could. */
function standardTagging({ tag, partition }: CorrectionOptions): readonly NamedRequest[] {
  const place = `${partition === "aws" ? "us-east-1" : "*"}:${SAMPLE_ACCOUNT}`;
  const instance = `arn:${partition}:ec2:${place}:instance/${SAMPLE_INSTANCE}`;
  const hybrid = `arn:${partition}:ssm:${place}:managed-instance/${SAMPLE_HYBRID}`;
  return [
    ...setTagRequests(tag, instance),
    ...launchRequests(tag, instance).slice(0, 1),
    ...deleteTagRequests(tag, instance),
    deleteAllTagsRequest(instance),
    ...hybridTagRequests(tag, hybrid),
  ];
}

function unlessSame(requests: readonly NamedRequest[]): readonly NamedRequest[] {
  const byText = new Map<string, NamedRequest>();
  for (const one of requests) {
    const text = JSON.stringify(one.request);
    if (!byText.has(text)) byText.set(text, one);
  }
  return [...byText.values()];
}
