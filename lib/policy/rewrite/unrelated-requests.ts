import type { Partition } from "#lib/domain/partition.ts";
import type { NamedPolicy } from "../named-policy.ts";
import { listOf, type Statement } from "../policy-document.ts";
import type { NamedRequest } from "./check-requests.ts";
import { TAG_ACTIONS } from "./guard-statements.ts";
import { NODE_ACTIONS, SESSION_ACTIONS } from "./ssm-grant.ts";
import { READS } from "./tagged-statements.ts";
import { write } from "./tagging-requests.ts";
import { witnessArn } from "./witness-arn.ts";

/**
 * One request for each action that a statement names beside those that the correction is about, on the first of the
 * statement's resources. Changes of tags are of another tag, so they are none of the guard's business.
 */
export function unrelatedRequests(policies: readonly NamedPolicy[], partition: Partition): readonly NamedRequest[] {
  const requests = policies.flatMap(({ document }) =>
    document.Statement.flatMap((statement) => requestsOf(statement, partition)),
  );
  const seen = new Map(requests.map((one) => [one.name, one]));
  return [...seen.values()];
}

const OURS = [...NODE_ACTIONS, ...SESSION_ACTIONS, ...READS].map((action) => action.toLowerCase());

function requestsOf(statement: Statement, partition: Partition): readonly NamedRequest[] {
  const [first] = listOf(statement.Resource);
  const resource = first === undefined || first === "*" ? "*" : witnessArn(first, partition);
  return listOf(statement.Action).flatMap((pattern) => {
    const action = pattern === "*" ? "sts:GetCallerIdentity" : pattern.replaceAll(/[*?]/g, "X");
    if (OURS.includes(action.toLowerCase())) return [];
    const isTagging = TAG_ACTIONS.some((one) => one.toLowerCase() === action.toLowerCase());
    const on = isTagging && resource === "*" ? witnessArn(`arn:${partition}:ec2:*:*:volume/*`, partition) : resource;
    const tags = isTagging ? { "cado-reach-other": "x" } : {};
    const asked = isTagging ? write(action, on, tags) : { action, resource: on, context: {}, unknownContext: ["aws:*", "ec2:*"] };
    return [{ name: `${action} on ${on === "*" ? "everything" : on}`, request: asked }];
  });
}
