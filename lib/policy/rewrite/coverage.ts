import { COMMON_FACTS } from "../action-facts.ts";
import { type CompiledStatement, compilePolicy, namesAction } from "../compiled-statement.ts";
import { listOf, type OneOrMore, type PolicyDocument, type Statement } from "../policy-document.ts";
import { conditionTexts } from "./condition-parts.ts";
import { containsArn } from "./intersect-arn.ts";

/** An Allow of the documents, made ready to be asked what it takes in. */
export type Holder = {
  compiled: CompiledStatement;
  resources: readonly string[];
  conditions: readonly string[];
  /** Whether its policy has policy variables. */
  hasVariables: boolean;
};

/** The Allow statements of the documents. */
export function holdersOf(documents: readonly PolicyDocument[]): readonly Holder[] {
  return documents.flatMap((document) => {
    const hasVariables = document.Version === "2012-10-17";
    return compilePolicy(document, "identity", 0, COMMON_FACTS).flatMap((compiled, at) => {
      const statement = document.Statement[at];
      if (statement === undefined || compiled.effect !== "Allow") return [];
      const conditions = conditionTexts(statement.Condition);
      return [{ compiled, resources: listOf(statement.Resource), conditions, hasVariables }];
    });
  });
}

/**
 * The statement without what the holders surely allow already, or undefined where nothing is left of it. Surely: by
 * one Allow on a resource that holds the other's, under no condition that the statement does not have itself.
 */
export function withoutCovered(statement: Statement, holders: readonly Holder[]): Statement | undefined {
  const wanted = new Set(conditionTexts(statement.Condition));
  const able = holders.filter(
    ({ conditions, hasVariables }) =>
      conditions.every((text) => wanted.has(text)) && (hasVariables || !conditions.some((text) => text.includes("${"))),
  );
  const isCovered = (action: string, resource: string) =>
    able.some(
      ({ compiled, resources }) =>
        namesAction(compiled, action) === "yes" && resources.some((outer) => containsArn(outer, resource)),
    );
  const resources = listOf(statement.Resource);
  const actions = listOf(statement.Action).filter((action) => resources.some((resource) => !isCovered(action, resource)));
  const left = resources.filter((resource) => actions.some((action) => !isCovered(action, resource)));
  if (actions.length === 0) return undefined;
  return { ...statement, Action: narrowed(statement.Action, actions), Resource: narrowed(statement.Resource, left) };
}

/** Written as it was: a list stays one. */
function narrowed(before: OneOrMore<string> | undefined, left: readonly string[]): OneOrMore<string> {
  const [only] = left;
  return typeof before === "string" && only !== undefined ? only : left;
}
