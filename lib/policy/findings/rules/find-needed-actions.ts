import type { Statement } from "../../policy-document.ts";
import type { ExaminedRole } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { wordList } from "../finding-words.ts";
import { OWN_SESSION } from "../fixes/deny-statements.ts";
import { oneOrList } from "../fixes/statement-actions.ts";
import { type GrantedNode, grantedNodes } from "../witness/granted-nodes.ts";

/**
 * Actions that Cado needs beside SendCommand and StartSession, and that no statement of a role with those names at all.
 * Where one names them in a way that does not work, that is told by the rule for it.
 */
export function findNeededActions(role: ExaminedRole): readonly Finding[] {
  const runs = grantedNodes(role, "ssm:SendCommand");
  const starts = grantedNodes(role, "ssm:StartSession");
  const [first] = [...runs, ...starts];
  if (first === undefined) return [];
  const isAbsent = (action: string): boolean =>
    role.statements.every(({ source, names }) => source.Effect !== "Allow" || names(action) === "no");
  const reads = ["ssm:DescribeInstanceInformation", ...(runs.length > 0 ? ["ssm:GetCommandInvocation"] : [])].filter(isAbsent);
  const ends = (starts.length > 0 ? ["ssm:TerminateSession"] : []).filter(isAbsent);
  return reads.length + ends.length === 0 ? [] : [finding(role, first, reads, ends)];
}

function finding(role: ExaminedRole, { statement }: GrantedNode, reads: readonly string[], ends: readonly string[]): Finding {
  const { policy } = statement;
  const session: Statement = {
    Effect: "Allow",
    Action: "ssm:TerminateSession",
    Resource: `arn:${role.partition}:ssm:*:*:session/*`,
  };
  const added: readonly Statement[] = [
    ...(reads.length === 0 ? [] : [{ Effect: "Allow", Action: oneOrList(reads), Resource: "*" } as const]),
    ...(ends.length === 0 ? [] : [statement.hasVariables ? { ...session, Condition: { StringLike: OWN_SESSION } } : session]),
  ];
  const actions = [...reads, ...ends];
  return {
    code: "needed-action-missing",
    level: "error",
    policy: null,
    statement: null,
    path: null,
    title: `The role can reach nodes, and no statement allows ${wordList(actions)}.`,
    why: "Cado finds nodes, reads what a command printed and ends its sessions with these. If another policy of the role allows them, check that one together with this.",
    fix: {
      label: "Add what is missing",
      edits: [{ policy, statement: role.policies[policy]?.document.Statement.length ?? 0, with: added }],
    },
  };
}
