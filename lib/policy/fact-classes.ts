import { matchesArn } from "./arn-pattern.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { type Condition, testCondition } from "./condition.ts";
import { type Glob, matchesGlob } from "./glob.ts";
import { neverResolves, tagKeyOf } from "./node-keys.ts";
import { type NodePattern, nodePatternOf } from "./node-pattern.ts";
import { variablesOf } from "./policy-variable.ts";
import { foldKey } from "./request-context.ts";

/**
 * What a policy can tell apart in the facts that it reads: texts of one class pass and fail the same tests of it, so that
 * nodes whose facts are of the same classes get the same answers. Two texts of different classes may get them too.
 */
export type FactClasses = {
  account(account: string): string;
  region(region: string): string;
  /** The class of a tag's value; the key in any case. */
  tag(key: string, value: string): string;
  ids: IdClasses;
};

export type IdClasses = {
  /** Ids that the policy names: each is a class of its own. */
  named: ReadonlySet<string>;
  /** The class of any other id by the policy's wildcards, given the node's resource (`instance/ID`) and ARN; null: they are one. */
  classOf: ((resource: string, arn: () => string) => string) | null;
  /** Every id is a class of its own: what the policy asks of it depends on the rest of the request. */
  each: boolean;
};

/** `statements`: those that can apply to what is asked about nodes. */
export function factClassesOf(statements: readonly CompiledStatement[]): FactClasses {
  const conditions = statements.flatMap((statement) => statement.conditions);
  const resources = statements.flatMap((statement) => statement.resources).filter(({ template }) => !neverResolves(template));
  const variables = new Set([...resources, ...conditions.flatMap(templatesOf)].flatMap(({ template }) => variablesOf(template)));
  const fixed = resources.flatMap((resource) => (resource.fixed === null ? [] : [resource.fixed]));
  const patterns = fixed.map(nodePatternOf);
  const isOpen = fixed.length < resources.length;
  const isWhole = isOpen || patterns.some(({ kind }) => kind === "whole");

  /** Compares texts by the segment of every pattern, and by every condition on the keys that hold them. */
  const placeClasses = (keys: readonly string[], segment: number): ((text: string) => string) => {
    const ofKeys = conditions.filter(({ key }) => keys.includes(foldKey(key)));
    if (isWhole || keys.some((key) => variables.has(key)) || ofKeys.some(isComparedWithVariable)) return (text) => text;
    const globs = fixed.flatMap(({ pieces }) => pieces.slice(segment, segment + 1));
    return remembered((text) => marksOf(globs, text) + truths(ofKeys, text));
  };

  return {
    account: placeClasses(["aws:principalaccount", "aws:resourceaccount"], 4),
    region: placeClasses(["aws:requestedregion", "ec2:region"], 3),
    tag: tagClasses(conditions, variables),
    ids: idClasses(patterns, isOpen),
  };
}

function tagClasses(conditions: readonly Condition[], variables: ReadonlySet<string>): FactClasses["tag"] {
  // By Unicode's lower case, which takes in more spellings than IAM's: a test too many only costs an evaluation.
  const exact = new Set([...variables].flatMap(tagKeyOf).map((key) => key.toLowerCase()));
  const tests = new Map<string, Condition[]>();
  for (const condition of conditions) {
    for (const folded of tagKeyOf(foldKey(condition.key))) {
      const key = folded.toLowerCase();
      tests.set(key, [...(tests.get(key) ?? []), condition]);
      if (isComparedWithVariable(condition)) exact.add(key);
    }
  }
  return (key, value) => {
    const lower = key.toLowerCase();
    return exact.has(lower) ? value : truths(tests.get(lower) ?? [], value);
  };
}

function idClasses(patterns: readonly NodePattern[], each: boolean): IdClasses {
  const named = new Set(patterns.flatMap((pattern) => (pattern.kind === "named" ? [pattern.id] : [])));
  const globs = patterns.flatMap((pattern) => (pattern.kind === "matching" ? [pattern.resource] : []));
  const wholes = patterns.flatMap((pattern) => (pattern.kind === "whole" ? [pattern.pattern] : []));
  if (globs.length === 0 && wholes.length === 0) return { named, classOf: null, each };
  return {
    named,
    classOf: (resource, arn) =>
      marksOf(globs, resource) + (wholes.length === 0 ? "" : wholes.map((whole) => matchesArn(whole, arn())[0]).join("")),
    each,
  };
}

/** What each condition says of the text, were it the value of the condition's key. */
function truths(conditions: readonly Condition[], text: string): string {
  const found = { kind: "present", values: [text], isList: false } as const;
  const context = { find: () => found };
  return conditions.map((condition) => testCondition(condition, context, NOWHERE).truth[0]).join("");
}

const NOWHERE = { source: "identity", policy: 0, index: 0, sid: null } as const;

function isComparedWithVariable({ templates }: Condition): boolean {
  return templates.some(({ fixed }) => fixed === null);
}

function templatesOf({ templates }: Condition) {
  return templates.map((template) => ({ template }));
}

function marksOf(globs: readonly Glob[], text: string): string {
  let marks = "";
  for (const glob of globs) marks += matchesGlob(glob, text) ? "y" : "n";
  return marks;
}

function remembered(classOf: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? classOf(text);
    known.set(text, found);
    return found;
  };
}
