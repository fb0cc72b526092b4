import { COMMON_FACTS } from "../action-facts.ts";
import { compilePolicy, namesAction } from "../compiled-statement.ts";
import { listOf, type OneOrMore, type PolicyDocument, type Statement } from "../policy-document.ts";
import { conditionTexts } from "./condition-parts.ts";
import { containsArn } from "./intersect-arn.ts";

/**
 * The statement without what the documents surely allow already, or undefined where nothing is left of it. Surely: by
 * one Allow on a resource that holds the other's, under no condition that the statement does not have itself.
 */
export function withoutCovered(statement: Statement, documents: readonly PolicyDocument[]): Statement | undefined {
  const wanted = new Set(conditionTexts(statement.Condition));
  const holders = documents.flatMap((document) => {
    const compiled = compilePolicy(document, "identity", 0, COMMON_FACTS);
    return document.Statement.flatMap((other, at) => {
      const made = compiled[at];
      const holds = conditionTexts(other.Condition).every((text) => wanted.has(text)) && isSameVersion(document, statement);
      return made?.effect === "Allow" && holds ? [{ made, resources: listOf(other.Resource) }] : [];
    });
  });
  const isCovered = (action: string, resource: string) =>
    holders.some(
      ({ made, resources }) => resources.some((outer) => containsArn(outer, resource)) && namesAction(made, action) === "yes",
    );
  const resources = listOf(statement.Resource);
  const actions = listOf(statement.Action).filter((action) => resources.some((resource) => !isCovered(action, resource)));
  const left = resources.filter((resource) => actions.some((action) => !isCovered(action, resource)));
  if (actions.length === 0) return undefined;
  return { ...statement, Action: narrowed(statement.Action, actions), Resource: narrowed(statement.Resource, left) };
}

/** Text with a policy variable means something else in an old version. */
function isSameVersion({ Version: version }: PolicyDocument, { Condition: condition }: Statement): boolean {
  return version === "2012-10-17" || !JSON.stringify(condition ?? {}).includes("${");
}

/** Written as it was: a list stays one. */
function narrowed(before: OneOrMore<string> | undefined, left: readonly string[]): OneOrMore<string> {
  const [only] = left;
  return typeof before === "string" && only !== undefined ? only : left;
}
