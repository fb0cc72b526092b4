import { diffLines } from "diff";
import { listOf, type OneOrMore, type PolicyDocument, type Statement } from "./policy-document.ts";

export type DiffLine = { kind: "same" | "removed" | "added"; text: string };

/**
 * One statement on either side, with its index there. `unchanged` means the same permission, however it is written; its
 * lines still show a Sid or an order that differs.
 */
export type StatementDiff =
  | ({ kind: "unchanged" | "changed" } & Before & After & Lines)
  | ({ kind: "removed" } & Before & Lines)
  | ({ kind: "added" } & After & Lines);

type Before = { before: Statement; beforeIndex: number };
type After = { after: Statement; afterIndex: number };
type Lines = { lines: readonly DiffLine[] };

/**
 * Statement by statement: matched by meaning first (effect, actions, resources, conditions; order and Sid do not
 * matter), then by Sid. In the order of `after`; between two that are matched, what was removed stands above what was
 * added.
 */
export function diffStatements(before: PolicyDocument, after: PolicyDocument): readonly StatementDiff[] {
  const partners = matchStatements(before.Statement, after.Statement);
  const matched = new Set(partners.values());
  const removed = before.Statement.map((statement, at) => ({ statement, at })).filter(({ at }) => !matched.has(at));
  const result: StatementDiff[] = [];
  let added: StatementDiff[] = [];
  const flush = (limit: number) => {
    const upTo = removed.filter(({ at }) => at < limit).length;
    for (const { statement, at } of removed.splice(0, upTo)) {
      result.push({ kind: "removed", before: statement, beforeIndex: at, lines: linesOf("removed", statement) });
    }
    result.push(...added);
    added = [];
  };
  for (const [index, statement] of after.Statement.entries()) {
    const partner = partners.get(index);
    const old = partner === undefined ? undefined : before.Statement[partner];
    if (partner === undefined || old === undefined) {
      added.push({ kind: "added", after: statement, afterIndex: index, lines: linesOf("added", statement) });
      continue;
    }
    flush(partner);
    result.push(pair({ before: old, beforeIndex: partner, after: statement, afterIndex: index }));
  }
  flush(before.Statement.length);
  return result;
}

/** Index in `after` → index in `before`. */
function matchStatements(before: readonly Statement[], after: readonly Statement[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  const match = (isSame: (a: Statement, b: Statement) => boolean) => {
    for (const [index, statement] of after.entries()) {
      if (partners.has(index)) continue;
      const found = before.findIndex((candidate, at) => !taken.has(at) && isSame(candidate, statement));
      if (found < 0) continue;
      partners.set(index, found);
      taken.add(found);
    }
  };
  match((a, b) => meaningOf(a) === meaningOf(b));
  match((a, b) => a.Sid !== undefined && a.Sid !== "" && a.Sid === b.Sid);
  return partners;
}

function pair(both: Before & After): StatementDiff {
  const { before, after } = both;
  const kind = meaningOf(before) === meaningOf(after) ? "unchanged" : "changed";
  const lines = diffLines(textOf(before), textOf(after)).flatMap(({ added, removed, value }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((text): DiffLine => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
  return { kind, ...both, lines };
}

function linesOf(kind: DiffLine["kind"], statement: Statement): readonly DiffLine[] {
  return textOf(statement)
    .trimEnd()
    .split("\n")
    .map((text) => ({ kind, text }));
}

function textOf(statement: Statement): string {
  return `${JSON.stringify(statement, null, 2)}\n`;
}

/** Equal for statements that IAM treats alike: lists are sets, action names and condition keys have no case, the Sid is a label. */
function meaningOf(statement: Statement): string {
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => JSON.stringify([operator, key.toLowerCase(), setOf(values, String)])),
  );
  const lower = (action: string) => action.toLowerCase();
  return JSON.stringify([
    statement.Effect,
    statement.Principal ?? null,
    statement.NotPrincipal ?? null,
    setOf(statement.Action, lower),
    setOf(statement.NotAction, lower),
    setOf(statement.Resource, String),
    setOf(statement.NotResource, String),
    [...conditions].sort(),
  ]);
}

function setOf<T extends string | number | boolean>(
  values: OneOrMore<T> | undefined,
  write: (value: T) => string,
): readonly string[] {
  return [...new Set(listOf(values).map(write))].sort();
}
