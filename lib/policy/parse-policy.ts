import type { Problem } from "#lib/domain/problem.ts";
import type { TextPlace } from "./json-text.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";
import { findOddCharacter, nameCharacter } from "./source/character-name.ts";
import { createLineIndex } from "./source/line-index.ts";
import { readJsonNodes } from "./source/read-json-nodes.ts";
import type { SourceNode } from "./source/source-node.ts";
import { toPlain } from "./source/to-plain.ts";

/** What is wrong with a policy, and where: `path` as in `Statement[0].Effect`, `place` where it came from a text. */
export type PolicyProblem = Problem & { path: string; place: TextPlace | null };

export type ParsedPolicy = { ok: true; document: PolicyDocument } | { ok: false; problems: readonly PolicyProblem[] };

/**
 * A role's policy from JSON text: a document, one statement, or a list of statements as Cado's page prints them. All
 * problems at once, each with its place; a policy with a problem is never half read.
 */
export function parsePolicyText(text: string): ParsedPolicy {
  const read = readJsonNodes(text);
  const placeAt = createLineIndex(text);
  if (!read.ok) {
    const { message, offset } = read.fault;
    return { ok: false, problems: [{ code: "invalid-json", title: message, path: "", place: placeAt(offset) }] };
  }
  const nodes = new Map<string, SourceNode>();
  const parsed = parsePolicy(toPlain(read.node, (path, node) => nodes.set(path, node)));
  if (parsed.ok) return parsed;
  return {
    ok: false,
    problems: parsed.problems.map((problem) => {
      const node = nodes.get(problem.path);
      return { ...problem, place: node ? placeAt(node.from) : null };
    }),
  };
}

/**
 * The same from a JSON value. Members that IAM does not know are refused: they are slips that would change the meaning. Sids
 * are taken as they are (`findSidFaults` tells of them). At most a hundred problems are told.
 */
export function parsePolicy(value: unknown): ParsedPolicy {
  const problems: PolicyProblem[] = [];
  const add: Report = (path, title) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code: "invalid-policy", title, path, place: null });
  };
  const { head, entries } = outlineOf(value, add);
  for (const { path, statement } of entries) checkStatement(statement, path, add);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, document: { ...head, Statement: checkedStatements(entries) } };
}

const MAX_PROBLEMS = 100;

type Entry = { path: string; statement: unknown };

type Outline = { head: Omit<PolicyDocument, "Statement">; entries: readonly Entry[] };

/** Bare statements have no version of their own; what they are pasted into has today's. */
function outlineOf(value: unknown, add: Report): Outline {
  const bare = { Version: "2012-10-17" };
  if (Array.isArray(value)) return { head: bare, entries: entriesOf(value, "", add) };
  if (!isObject(value)) {
    add("", "Expected a policy document, a statement, or a list of statements.");
    return { head: bare, entries: [] };
  }
  if ("Effect" in value) return { head: bare, entries: [{ path: "", statement: value }] };
  checkMembers(value, "", ["Version", "Id", "Statement"], add);
  const { Version: version, Id: id, Statement: list } = value;
  const isVersion = version === "2012-10-17" || version === "2008-10-17";
  if (version !== undefined && !isVersion)
    add("Version", `Version is "2012-10-17" (or the old "2008-10-17").${oddPart(version)}`);
  if (id !== undefined && typeof id !== "string") add("Id", "Id is a text.");
  const head = { ...(isVersion ? { Version: version } : {}), ...(typeof id === "string" ? { Id: id } : {}) };
  return { head, entries: isObject(list) ? [{ path: "Statement", statement: list }] : entriesOf(list, "Statement", add) };
}

function entriesOf(list: unknown, path: string, add: Report): readonly Entry[] {
  const statements: readonly unknown[] = Array.isArray(list) ? list : [];
  if (statements.length === 0) add(list === undefined ? "" : path, "Expected Statement with at least one statement.");
  return statements.map((statement, index) => ({ path: `${path}[${index}]`, statement }));
}

type Report = (path: string, title: string) => void;

/** Every entry was found to be a statement by checkStatement, and none had a problem. */
function checkedStatements(entries: readonly Entry[]): readonly Statement[] {
  return entries.map(({ statement }) => statement) as readonly Statement[];
}

const MEMBERS = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

function checkStatement(statement: unknown, path: string, add: Report): void {
  if (!isObject(statement)) {
    add(path, "A statement is an object with Effect, Action and Resource.");
    return;
  }
  if ("Principal" in statement || "NotPrincipal" in statement)
    add(path, "A role's own policy has no Principal; this is a resource or trust policy.");
  checkMembers(statement, path, [...MEMBERS, "Principal", "NotPrincipal"], add);
  const { Sid: sid, Effect: effect, Condition: condition } = statement;
  if (sid !== undefined && typeof sid !== "string") add(join(path, "Sid"), "Sid is a text.");
  if (effect !== "Allow" && effect !== "Deny")
    add(effect === undefined ? path : join(path, "Effect"), `Effect is "Allow" or "Deny".${oddPart(effect)}`);
  checkPair(statement, path, "Action", "NotAction", add);
  checkPair(statement, path, "Resource", "NotResource", add);
  for (const name of ["Action", "NotAction"])
    checkNames(statement[name], join(path, name), /^(\*|[\w*?-]+:[\w*?-]+)$/, 'an action like "ssm:SendCommand"', add);
  for (const name of ["Resource", "NotResource"])
    checkNames(statement[name], join(path, name), /^(\*|arn:.+)$/s, 'an ARN, or "*"', add);
  if (condition !== undefined) checkConditions(condition, join(path, "Condition"), add);
}

function checkPair(statement: Readonly<Record<string, unknown>>, path: string, name: string, negated: string, add: Report): void {
  if (name in statement === negated in statement) add(path, `A statement has ${name} or ${negated}, one of the two.`);
}

function checkNames(value: unknown, path: string, form: RegExp, expected: string, add: Report): void {
  if (value === undefined) return;
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (names.length === 0) add(path, `Expected ${expected}; the list is empty.`);
  for (const [index, name] of names.entries()) {
    const at = Array.isArray(value) ? `${path}[${index}]` : path;
    if (typeof name !== "string" || !form.test(name)) add(at, `Expected ${expected}.${oddPart(name)}`);
    else checkCharacters(name, at, UNSEEN, add);
  }
}

function checkConditions(block: unknown, path: string, add: Report): void {
  if (!isObject(block)) {
    add(path, "Condition is an object: operator, key, values.");
    return;
  }
  for (const [operator, keys] of Object.entries(block)) {
    const at = join(path, operator);
    checkCharacters(operator, at, UNSEEN, add);
    if (!isObject(keys)) {
      add(at, "An operator holds an object: condition key, values.");
      continue;
    }
    for (const [key, value] of Object.entries(keys)) {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      checkCharacters(key, join(at, key), UNSEEN, add);
      for (const one of values) if (typeof one === "string") checkCharacters(one, join(at, key), UNTAKEN, add);
      const fine = values.length > 0 && values.every((one) => ["string", "number", "boolean"].includes(typeof one));
      if (!fine) add(join(at, key), "A condition key holds a text, a number, true or false, or a list of them.");
    }
  }
}

// What IAM's API takes in a policy document: tab, line feed, carriage return, U+0020 to U+00FF (PutRolePolicy, PolicyDocument).
const UNTAKEN = /[^\t\n\r -\u00ff]/u;
/** That, and what nobody puts in a name and nobody sees there: control characters, a no-break space, a soft hyphen. */
const UNSEEN = /[^ -~\u00a1-\u00ac\u00ae-\u00ff]/u;

function checkCharacters(text: string, path: string, untaken: RegExp, add: Report): void {
  const at = text.search(untaken);
  if (at >= 0)
    add(path, `IAM does not take ${nameCharacter(text, at)} here; it is character ${at + 1} of ${JSON.stringify(text)}.`);
}

/** Of a word that was not understood, the character that may be why; nothing where all are plain. */
function oddPart(value: unknown): string {
  const at = typeof value === "string" ? findOddCharacter(value) : -1;
  return typeof value === "string" && at >= 0 ? ` Its character ${at + 1} is ${nameCharacter(value, at)}.` : "";
}

function checkMembers(object: Readonly<Record<string, unknown>>, path: string, known: readonly string[], add: Report): void {
  for (const name of Object.keys(object)) {
    if (known.includes(name)) continue;
    const meant = known.find((one) => one.toLowerCase() === name.toLowerCase());
    const end = meant === undefined ? `.${oddPart(name)}` : `; did you mean ${meant}?`;
    add(join(path, name), `IAM has no element ${JSON.stringify(name)} here${end}`);
  }
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
