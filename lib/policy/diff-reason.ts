import type { StatementDiff } from "./diff-statements.ts";
import { listOf, type Statement } from "./policy-document.ts";

/** Why a statement is there, gone or other than before, in a sentence told from what the statements say. */
export function diffReason(diff: StatementDiff): string {
  switch (diff.kind) {
    case "unchanged":
      return "The same permission.";
    case "removed":
      return removedReason(diff.before);
    case "added":
      return addedReason(diff.after);
    case "changed":
      return `${permission(diff.after)}: ${changes(diff.before, diff.after)}.`;
  }
}

function removedReason(statement: Statement): string {
  if (statement.Effect === "Deny") return `No longer denied: ${permission(statement)}.`;
  if (asksForTag(statement)) return `Took away: ${permission(statement)}.`;
  if (touchesNodes(statement)) return `Took away: ${permission(statement)}, tagged or not.`;
  return `Took away: ${permission(statement)}${statement.Condition === undefined ? ", without condition" : ""}.`;
}

function addedReason(statement: Statement): string {
  if (statement.Effect === "Deny") return `Denies ${permission(statement)}, whatever else allows it.`;
  const actions = listOf(statement.Action);
  const resources = listOf(statement.Resource);
  if (touchesNodes(statement)) {
    return asksForTag(statement)
      ? `${permission(statement)} on nodes that carry the tag, and on no other.`
      : `${permission(statement)} on nodes, tagged or not.`;
  }
  if (resources.some((arn) => arn.includes(":document/"))) {
    return actions.includes("ssm:StartSession") && !actions.includes("ssm:SendCommand")
      ? "A session needs its document allowed too. No tag is asked for: documents of AWS cannot carry yours."
      : "Run Command needs the document allowed too. No tag is asked for: documents of AWS cannot carry yours.";
  }
  if (resources.some((arn) => arn.includes(":session/")))
    return "Ends and resumes the role’s own sessions: these actions are about sessions, not nodes.";
  if (resources.includes("*") && actions.length > 0 && actions.every((action) => /^ssm:(Describe|Get|List)\w+$/i.test(action)))
    return "These actions know no resources, so they work with * alone; they only read.";
  return `${permission(statement)}.`;
}

function changes(before: Statement, after: Statement): string {
  const parts: string[] = [];
  if (before.Effect !== after.Effect) parts.push(after.Effect === "Deny" ? "denied now, not allowed" : "allowed now, not denied");
  if (asksForTag(after) && !asksForTag(before)) parts.push("now asks for the tag");
  if (!asksForTag(after) && asksForTag(before)) parts.push("no longer asks for the tag");
  if (asksForTag(after) && asksForTag(before) && JSON.stringify(before.Condition) !== JSON.stringify(after.Condition))
    parts.push("asks for another tag");
  if (JSON.stringify(before.Resource) !== JSON.stringify(after.Resource)) parts.push("names other resources");
  if (JSON.stringify(before.Action) !== JSON.stringify(after.Action)) parts.push("allows other actions");
  return parts.length === 0 ? "changed" : parts.join(", ");
}

function permission(statement: Statement): string {
  const actions = listOf(statement.Action).map((action) => action.replace(/^ssm:/, ""));
  if (statement.NotAction !== undefined) return `everything but ${listOf(statement.NotAction).join(", ")}`;
  return actions.length > 2 ? `${actions.slice(0, 2).join(", ")} and ${actions.length - 2} more` : actions.join(" and ");
}

function asksForTag(statement: Statement): boolean {
  return Object.values(statement.Condition ?? {}).some((keys) =>
    Object.keys(keys).some((key) => /^(ssm|aws):resourceTag\//i.test(key) && !/\/aws:/i.test(key)),
  );
}

function touchesNodes(statement: Statement): boolean {
  return listOf(statement.Resource).some((arn) => /:(instance|managed-instance)\//.test(arn));
}
