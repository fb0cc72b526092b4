import { diffReason } from "./diff-reason.ts";
import { diffStatements, type StatementDiff } from "./diff-statements.ts";
import type { NamedPolicy } from "./named-policy.ts";
import type { PolicyDocument, Statement } from "./policy-document.ts";

/**
 * The difference as text in the manner of `diff -u`, a hunk per statement with the reason in a line before it; "" where
 * nothing differs. Statements are matched by what they allow, so one that only moved is no difference. Line numbers are
 * those of the policies as 2-space JSON. null: there is no policy on that side. For people; not for `patch`.
 */
export function unifiedDiff(
  before: NamedPolicy | null,
  after: NamedPolicy | null,
  reasonOf: (diff: StatementDiff) => string = diffReason,
): string {
  const old = before?.document ?? NOTHING;
  const now = after?.document ?? NOTHING;
  const place = { old: lastLineBefore(old, 0), now: lastLineBefore(now, 0) };
  const hunks = [...headHunk(old, now)];
  for (const diff of diffStatements(old, now)) {
    const from = "before" in diff ? rangeOf(old, diff.beforeIndex) : { line: place.old, count: 0 };
    const to = "after" in diff ? rangeOf(now, diff.afterIndex) : { line: place.now, count: 0 };
    place.old = Math.max(place.old, from.line + from.count - 1);
    place.now = Math.max(place.now, to.line + to.count - 1);
    if (!isSame(diff)) hunks.push(statementHunk(diff, from, to, reasonOf(diff)));
  }
  if (hunks.length === 0) return "";
  return `${[`--- ${labelOf(before)}`, `+++ ${labelOf(after)}`, ...hunks].join("\n")}\n`;
}

const NOTHING: PolicyDocument = { Statement: [] };

function labelOf(policy: NamedPolicy | null): string {
  // A name is one line here, whatever it was made of.
  return policy === null ? "/dev/null" : policy.name.replace(/\s+/g, " ").trim() || "policy";
}

function isSame({ lines }: StatementDiff): boolean {
  return lines.every(({ kind }) => kind === "same");
}

type Range = { line: number; count: number };

function statementHunk(diff: StatementDiff, from: Range, to: Range, reason: string): string {
  const sid = ("after" in diff ? diff.after.Sid : diff.before.Sid) ?? "";
  const place = `@@ -${from.line},${from.count} +${to.line},${to.count} @@${sid === "" ? "" : ` ${sid}`}`;
  return [`# ${reason.replace(/\s+/g, " ")}`, place, ...diff.lines.map(({ kind, text }) => `${MARKS[kind]}    ${text}`)].join(
    "\n",
  );
}

const MARKS = { same: " ", removed: "-", added: "+" } as const;

/** The members before the statements, where they differ and both are there. */
function headHunk(old: PolicyDocument, now: PolicyDocument): readonly string[] {
  const [before, after] = [headLines(old), headLines(now)];
  if (old === NOTHING || now === NOTHING || before.join() === after.join()) return [];
  const lines = [...before.map((line) => `-  ${line}`), ...after.map((line) => `+  ${line}`)];
  return [[`@@ -2,${before.length} +2,${after.length} @@`, ...lines].join("\n")];
}

function headLines({ Statement: _, ...head }: PolicyDocument): readonly string[] {
  return Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},`);
}

function rangeOf(document: PolicyDocument, index: number): Range {
  const statement = document.Statement[index];
  return { line: lastLineBefore(document, index) + 1, count: statement === undefined ? 0 : lineCount(statement) };
}

/** The brace, the head and the line that opens the list come before the first statement. */
function lastLineBefore(document: PolicyDocument, index: number): number {
  if (document === NOTHING) return 0;
  const before = document.Statement.slice(0, index).map(lineCount);
  return before.reduce((sum, count) => sum + count, headLines(document).length + 2);
}

function lineCount(statement: Statement): number {
  return JSON.stringify(statement, null, 2).split("\n").length;
}
