import { findListedActions, isListedAction, isListedService } from "../../all-action-facts.ts";
import { listOf } from "../../policy-document.ts";
import type { ExaminedRole } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { editDistance } from "../witness/edit-distance.ts";

/** Actions that AWS's Service Authorization Reference does not list: IAM saves them, and they allow or deny nothing. */
export function findUnknownActions(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) => {
    const { source, policy, index } = statement;
    const written = [...listOf(source.Action), ...listOf(source.NotAction)];
    const unknown = written.filter(isUnlisted);
    const [first] = unknown;
    if (first === undefined) return [];
    const member = source.Action === undefined ? "NotAction" : "Action";
    const names = unknown.map((action) => {
      const near = nearest(action);
      return near === null ? action : `${action} (did you mean ${near}?)`;
    });
    return [
      {
        code: "unknown-action",
        level: "warning",
        policy,
        statement: index,
        path: `${member}[${written.indexOf(first)}]`,
        title: `${sentence(statementName(statement))} names ${wordList(names)}, which AWS does not list.`,
        why: `IAM saves such a name without a word, and it ${member === "Action" ? "does nothing" : "leaves nothing out"}. A very new action may not be listed here yet.`,
        fix: null,
      } satisfies Finding,
    ];
  });
}

function isUnlisted(action: string): boolean {
  const colon = action.indexOf(":");
  if (colon < 0 || /[*?]/.test(action.slice(0, colon))) return false;
  if (!/[*?]/.test(action)) return !isListedAction(action);
  return !isListedService(action.slice(0, colon)) || findListedActions(action).length === 0;
}

/** Another action of the service that is one or two letters off. */
function nearest(action: string): string | null {
  if (/[*?]/.test(action)) return null;
  const service = action.slice(0, action.indexOf(":"));
  const name = action.toLowerCase();
  const near = findListedActions(`${service}:*`)
    .map((listed) => ({ listed, distance: editDistance(listed.toLowerCase(), name, 2) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.listed ?? null;
}
