import { listOf, type Statement } from "../../policy-document.ts";
import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import { isLikeTagKey, isTagKey, tagKeyOf } from "../witness/tag-conditions.ts";
import { denyWithoutTag } from "./deny-statements.ts";
import { askingForTag, keepConditions } from "./edit-conditions.ts";
import { resourceLegs } from "./resource-legs.ts";
import { oneOrList, withoutActions } from "./statement-actions.ts";

/**
 * Makes a statement ask for the tag on its nodes, for these of its actions: its nodes with the condition, its documents
 * without, and what else it does as before. Where IAM cannot subtract (wildcard actions, NotResource), the statement
 * stays and a Deny beside it makes the tag count.
 */
export function requireTagFix(role: ExaminedRole, statement: ExaminedStatement, actions: readonly string[]): FindingFix {
  const { policy, index, source } = statement;
  const apart = takeApart(role, source, actions);
  if (apart !== null) return { label: "Ask for the tag on its nodes", edits: [{ policy, statement: index, with: apart }] };
  const partitions = [...new Set(statement.nodes.map(({ partition }) => partition))];
  const deny = denyWithoutTag(actions, role.tag, partitions);
  return { label: "Deny it on nodes without the tag", edits: [{ policy, statement: index, with: [source, deny] }] };
}

function takeApart({ tag, partition }: ExaminedRole, source: Statement, actions: readonly string[]): readonly Statement[] | null {
  const rest = withoutActions(source, actions);
  if (rest === "inseparable" || source.Resource === undefined) return null;
  // Conditions on the tag go: on the nodes the right one takes their place, and a document of AWS's has no tag.
  const kept = keepConditions(source, (key) => {
    const tagKey = tagKeyOf(key);
    return tagKey === null || !(isTagKey(tagKey, tag) || isLikeTagKey(tagKey, tag));
  });
  const { Sid: sid, ...plain } = kept;
  const named = rest === null && sid !== undefined ? { Sid: sid } : {};
  const documents = new Map<string, { actions: string[]; resources: readonly string[] }>();
  const nodes = new Set<string>();
  for (const action of actions) {
    const legs = resourceLegs(listOf(source.Resource), action, partition);
    if (legs === null) return null;
    for (const node of legs.nodes) nodes.add(node);
    const resources = [...legs.documents, ...legs.others];
    const same = documents.get(resources.join("\n"));
    if (same === undefined) documents.set(resources.join("\n"), { actions: [action], resources });
    else same.actions.push(action);
  }
  const onNodes = { ...plain, Action: oneOrList(actions), Resource: oneOrList([...nodes]) };
  const onDocuments = [...documents.values()]
    .filter(({ resources }) => resources.length > 0)
    .map(({ actions: some, resources }) => ({ ...plain, Action: oneOrList(some), Resource: oneOrList(resources) }));
  return [...(rest === null ? [] : [rest]), { ...named, ...askingForTag(onNodes, tag) }, ...onDocuments];
}
