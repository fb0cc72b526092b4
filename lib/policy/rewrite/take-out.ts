import type { NamedPolicy } from "../named-policy.ts";
import { listOf, type Statement } from "../policy-document.ts";
import { overlapsOne, type SsmGrant } from "./ssm-grant.ts";

/** One statement of a policy, and what is kept of it: itself to the letter, a part of it, or nothing. */
export type Slot = { before: number; kept: readonly Statement[]; taken: readonly string[] };

/** The slots of one policy. `taken` are the grants that are to go, of any policy. */
export function takeOut({ document }: NamedPolicy, policy: number, taken: readonly SsmGrant[]): readonly Slot[] {
  return document.Statement.map((statement, before): Slot => {
    const grants = taken.filter((grant) => grant.policy === policy && grant.index === before);
    if (grants.length === 0) return { before, kept: [statement], taken: [] };
    const names = grants.map(({ action }) => action);
    const rest = restOf(statement, names);
    const others = grants.flatMap((grant) => beside(statement, grant, rest === undefined));
    return { before, kept: rest === undefined ? others : [rest, ...others], taken: names };
  });
}

function restOf(statement: Statement, taken: readonly string[]): Statement | undefined {
  const lower = taken.map((name) => name.toLowerCase());
  const actions = listOf(statement.Action).filter((name) => !lower.includes(name.toLowerCase()));
  return actions.length === 0 ? undefined : { ...statement, Action: actions };
}

/** What the actions can also be about, and the tagged set is not: containers, and the bucket of a command's output. */
const BESIDE: Readonly<Record<string, string>> = {
  "ssm:SendCommand": "arn:*:s3:::*",
  "ssm:StartSession": "arn:*:ecs:*:*:task/*",
};

function beside(statement: Statement, { action, resources, touched }: SsmGrant, isAlone: boolean): readonly Statement[] {
  const shape = BESIDE[action];
  const named = (resources ?? []).filter((resource) => !touched.includes(resource));
  const kept = shape === undefined ? [] : named.filter((resource) => overlapsOne(resource, [shape]));
  if (kept.length === 0) return [];
  const { Sid: sid, ...rest } = statement;
  const made = { ...rest, Action: action, Resource: kept };
  // The Sid stays with what else is left of the statement; it has to be unique, and need not be there.
  return [isAlone && sid !== undefined ? { Sid: sid, ...made } : made];
}
