import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";

/**
 * Why a tag cannot be the one that grants; empty where it can. Narrower than EC2 (which takes any character) where the
 * tag would not survive: Systems Manager takes letters, digits, spaces and `_ . : / = + - @` alone, and the text of a
 * policy holds nothing beyond U+00FF. That also keeps out what IAM would read as a pattern: `*`, `?` and `${`.
 * Lengths: key 1 to 127 (EC2 API model; the guide says 128), value 1 to 256.
 */
export function findTagProblems({ key, value }: TagSpec): readonly Problem[] {
  return [
    ...lengthProblems("key", key, 127),
    ...lengthProblems("value", value, 256),
    ...characterProblems("key", key),
    ...characterProblems("value", value),
    ...(/^aws:/i.test(key) ? [problem("key", 'The key must not begin with "aws:"; AWS keeps that for itself.')] : []),
  ];
}

const ALLOWED = /^[\p{L}\p{N} _.:/=+\-@]*$/u;

function lengthProblems(part: "key" | "value", text: string, most: number): readonly Problem[] {
  if (text.length === 0) return [problem(part, `The ${part} is empty.`)];
  return text.length > most ? [problem(part, `The ${part} has ${text.length} characters; the most is ${most}.`)] : [];
}

function characterProblems(part: "key" | "value", text: string): readonly Problem[] {
  const wrong = [...text].find((character) => !ALLOWED.test(character) || (character.codePointAt(0) ?? 0) > 0xff);
  const found: Problem[] = [];
  if (wrong !== undefined) {
    found.push(
      problem(part, `The ${part} has the character ${JSON.stringify(wrong)}, which cannot be in a tag that a policy asks for.`),
    );
  }
  if (text.length > 0 && text.trim() !== text) found.push(problem(part, `The ${part} begins or ends with a space.`));
  return found;
}

function problem(part: "key" | "value", title: string): Problem {
  return { code: `invalid-tag-${part}`, title };
}
