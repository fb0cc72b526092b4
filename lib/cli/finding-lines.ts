import type { Finding, FindingLevel } from "#lib/policy/findings/finding.ts";
import type { TextPlace } from "#lib/policy/json-text.ts";
import { nameOf } from "./read-input.ts";
import { at, type FilePolicy } from "./read-policy-files.ts";

/** Findings for people, a paragraph each, with the place first as compilers write it; the counts last. */
export function findingsText(policies: readonly FilePolicy[], findings: readonly Finding[]): string {
  const paragraphs = findings.map((finding) => {
    const { level, code, title, why, fix } = finding;
    const { file, place } = placeOf(policies, finding);
    const head = `${file === null ? "" : `${at(file, place)}: `}${LEVEL_WORDS[level]}: ${title} [${code}]\n`;
    const subject = subjectOf(policies, finding);
    return [
      head,
      ...[subject, why, fix === null ? "" : `Fix: ${fix.label}`].filter((line) => line !== "").map((line) => `    ${line}\n`),
    ].join("");
  });
  return `${paragraphs.join("")}${countsOf(policies, findings)}\n`;
}

/** The same for scripts: what the API answers, each finding with its file and place. */
export function findingsJson(policies: readonly FilePolicy[], findings: readonly Finding[], template: string | null): string {
  const answer = {
    template,
    policies: policies.map(({ file, name, kind, document }) => ({
      file: nameOf(file),
      name,
      kind,
      statements: document.Statement.length,
    })),
    findings: findings.map((finding) => {
      const { file, place } = placeOf(policies, finding);
      return { ...finding, file: file === null ? null : nameOf(file), line: place?.line ?? null, column: place?.column ?? null };
    }),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function placeOf(
  policies: readonly FilePolicy[],
  { policy: index, statement }: Finding,
): { file: string | null; place: TextPlace | null } {
  const policy = index === null ? undefined : policies[index];
  if (policy === undefined) return { file: null, place: null };
  return { file: policy.file, place: (statement === null ? undefined : policy.statementPlaces[statement]) ?? policy.place };
}

function subjectOf(policies: readonly FilePolicy[], { policy: index, statement, path }: Finding): string {
  const policy = index === null ? undefined : policies[index];
  if (policy === undefined) return "";
  const sid = statement === null ? undefined : policy.document.Statement[statement]?.Sid;
  const where = statement === null ? "" : `Statement[${statement}]${path === null ? "" : `.${path}`}${sid ? ` (${sid})` : ""}`;
  return [where, policy.name].filter((part) => part !== "").join(" of ");
}

const LEVEL_WORDS: Readonly<Record<FindingLevel, string>> = { error: "error", warning: "warning", info: "note" };

function countsOf(policies: readonly FilePolicy[], findings: readonly Finding[]): string {
  const counts = (["error", "warning", "info"] as const).map((level) =>
    count(findings.filter((finding) => finding.level === level).length, LEVEL_WORDS[level]),
  );
  const size = policies.length === 1 ? "1 policy" : `${policies.length} policies`;
  return `${counts.join(", ")} in ${size}.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
