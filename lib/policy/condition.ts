import type { AuthorizationReason, StatementRef } from "#lib/domain/authorization.ts";
import { type Comparison, type ConditionOperator, parseOperator } from "./condition-operator.ts";
import type { FactsTable } from "./facts-table.ts";
import { type ConditionBlock, listOf } from "./policy-document.ts";
import { parseTemplate, resolveTemplate, type Template } from "./policy-variable.ts";
import type { FoundKey, RequestContext } from "./request-context.ts";
import { allOf, anyOf, not, type Truth } from "./truth.ts";

/** One operator on one key of a statement. All conditions of a statement must hold. */
export type Condition = {
  name: string;
  operator: ConditionOperator | null;
  key: string;
  /** Whether AWS lists the key, and as one with several values. */
  isKnown: boolean;
  isMultivalued: boolean;
  /** As the policy has them. */
  expected: readonly string[];
  templates: readonly Template[];
  /** Whether the statement denies; null where that is not clear. */
  denies: boolean | null;
};

export type ConditionOutcome = { truth: Truth; reason: AuthorizationReason | null };

/** `variables`: whether the policy's version has policy variables. `denies`: whether the statement does. */
export type ConditionSetting = { variables: boolean; denies: boolean | null; facts: FactsTable };

export function compileConditions(
  block: ConditionBlock | undefined,
  { variables, denies, facts }: ConditionSetting,
): readonly Condition[] {
  return Object.entries(block ?? {}).flatMap(([name, keys]) => {
    const operator = parseOperator(name);
    return Object.entries(keys).map(([key, values]): Condition => {
      const expected = listOf(values).map(String);
      const templates = compileTemplates(expected, operator, variables);
      const [isKnown, isMultivalued] = [facts.isKnownConditionKey(key), facts.isMultivaluedKey(key)];
      return { name, operator, key, isKnown, isMultivalued, expected, templates, denies };
    });
  });
}

/** Whether one condition holds for a request, with the reason where it does not or cannot be told. */
export function testCondition(condition: Condition, context: RequestContext, statement: StatementRef): ConditionOutcome {
  const { name, operator, key, expected } = condition;
  const unclear = (what: string): ConditionOutcome => ({ truth: "unknown", reason: { kind: "not-understood", statement, what } });
  if (operator === null) return unclear(`the condition operator ${name}`);
  if (expected.length === 0) return unclear(`${name} on ${key} without a value`);
  const found = context.find(key);
  if (found.kind === "unknown") return { truth: "unknown", reason: { kind: "not-known", statement, operator: name, key } };
  if (found.kind === "absent" && !condition.isKnown) return unclear(`the condition key ${key}`);
  const truth = holds(condition, operator, found, context);
  if (truth === "yes") return { truth, reason: null };
  if (truth === "unknown") return unclear(`${name} on ${key} with ${quote(expected)}`);
  const actual = found.kind === "present" ? found.values : null;
  return { truth, reason: { kind: "condition-failed", statement, operator: name, key, expected, actual } };
}

function compileTemplates(
  expected: readonly string[],
  operator: ConditionOperator | null,
  variables: boolean,
): readonly Template[] {
  if (operator === null || operator.comparison === "presence" || operator.comparison.takes === "text") return [];
  const { wildcards } = operator.comparison;
  return expected.map((text) => parseTemplate(text, { variables, wildcards }));
}

function holds(condition: Condition, operator: ConditionOperator, found: FoundKey, context: RequestContext): Truth {
  const { comparison } = operator;
  if (comparison === "presence") return holdsNull(condition, found);
  if (found.kind !== "present") return holdsWithoutKey(operator);
  const matches = (actual: string): Truth => {
    const some = anyOf(condition.expected.map((_, at) => compare(condition, at, comparison, actual, operator.negated, context)));
    return operator.negated ? not(some) : some;
  };
  if (operator.set === null) {
    // A key with several values needs a set operator; what IAM does without one is not documented.
    if (found.values.length > 1 || (found.isList && condition.isMultivalued)) return "unknown";
    return matches(found.values[0] ?? "");
  }
  const truths = found.values.map(matches);
  // "… or if the context key value resolves to a null dataset, such as an empty string": such a key counts as missing.
  if (operator.set === "ForAllValues") return isEmpty(found.values) ? "yes" : allOf(truths);
  const truth = anyOf(truths);
  return isEmpty(found.values) && truth === "yes" ? "unknown" : truth;
}

function compare(
  condition: Condition,
  at: number,
  comparison: Comparison,
  actual: string,
  negated: boolean,
  context: RequestContext,
): Truth {
  if (comparison.takes === "text") return comparison.matches(condition.expected[at] ?? "", actual);
  const template = condition.templates[at];
  if (template === undefined) return "unknown";
  const resolved = resolveTemplate(template, context);
  if (resolved.kind === "glob") return comparison.matches(resolved.glob, actual);
  // Nothing equals a variable without a value. AWS says both that an inverted operator then matches, with a Deny as the
  // example, and that the statement may be invalid: an Allow of that kind is not taken for granted.
  return resolved.kind === "absent" && (!negated || condition.denies === true) ? "no" : "unknown";
}

/** "true": the key must be missing; "false": "the key exists and its value is not null", which an empty value may be. */
function holdsNull(condition: Condition, found: FoundKey): Truth {
  if (found.kind === "present" && isEmpty(found.values)) return "unknown";
  const isAbsent = found.kind === "absent";
  return anyOf(
    condition.expected.map((value): Truth => {
      const wanted = value.toLowerCase();
      if (wanted !== "true" && wanted !== "false") return "unknown";
      return (wanted === "true") === isAbsent ? "yes" : "no";
    }),
  );
}

/** IAM reference, "Condition operators" (Important) and "Multivalued context keys" (missing keys). */
function holdsWithoutKey(operator: ConditionOperator): Truth {
  // For a missing key the reference says false of ForAnyValue and true of IfExists, and nothing of the two together.
  if (operator.ifExists) return operator.set === "ForAnyValue" ? "unknown" : "yes";
  if (operator.set === "ForAllValues") return "yes";
  if (operator.set === "ForAnyValue") return "no";
  return operator.negated ? "yes" : "no";
}

function isEmpty(values: readonly string[]): boolean {
  return values.every((value) => value === "");
}

function quote(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}
