import { matchesGlob, parseGlob } from "../../glob.ts";
import { listOf, type Statement } from "../../policy-document.ts";
import type { ExaminedRole, ExaminedStatement } from "../examine-role.ts";
import type { FindingFix } from "../finding.ts";
import { neededDocuments, SHELL_DOCUMENT } from "../needed-documents.ts";
import { denyOtherDocuments } from "./deny-statements.ts";
import { resourceLegs } from "./resource-legs.ts";
import { oneOrList, withoutActions } from "./statement-actions.ts";

/** Leaves an action the nodes that it has, and of the documents those that Cado needs for it. */
export function narrowDocumentsFix(role: ExaminedRole, statement: ExaminedStatement, action: string): FindingFix {
  const { policy, index, source } = statement;
  const label = "Keep the documents that Cado uses";
  const narrowed = narrow(role, source, action);
  if (narrowed !== null) return { label, edits: [{ policy, statement: index, with: narrowed }] };
  const partitions = [...new Set(statement.nodes.map(({ partition }) => partition))];
  return { label, edits: [{ policy, statement: index, with: [source, denyOtherDocuments(action, partitions)] }] };
}

function narrow({ partition }: ExaminedRole, source: Statement, action: string): readonly Statement[] | null {
  const rest = withoutActions(source, [action]);
  const legs = resourceLegs(listOf(source.Resource), action, partition);
  if (rest === "inseparable" || source.Resource === undefined || legs === null) return null;
  const documents = legs.documents.flatMap((pattern) => neededIn(pattern, action));
  const resources = [...new Set([...legs.nodes, ...documents, ...legs.others])];
  const { Sid: _, ...unnamed } = source;
  const kept = { ...(rest === null ? source : unnamed), Action: action, Resource: oneOrList(resources) };
  return [...(rest === null ? [] : [rest]), ...(resources.length === 0 ? [] : [kept])];
}

/** The documents that Cado needs among those that a pattern takes in; AWS's own have no account. */
function neededIn(pattern: string, action: string): readonly string[] {
  const [, partition = "", , region = "", account = "", id = ""] = pattern.split(":");
  return neededDocuments(action, partition, region).flatMap(({ name }) => {
    const owner = name === SHELL_DOCUMENT ? account : "";
    const isIn = matchesGlob(parseGlob(id), `document/${name}`) && (owner === account || matchesGlob(parseGlob(account), ""));
    const isOwned = name !== SHELL_DOCUMENT || account !== "";
    return isIn && isOwned ? [`arn:${partition}:ssm:${region}:${owner}:document/${name}`] : [];
  });
}
