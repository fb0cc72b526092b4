import type { Problem } from "#lib/domain/problem.ts";
import { placeAt, type TextPlace } from "./json-text.ts";
import type { SourcePolicy } from "./source/policy-read.ts";
import { readPolicies } from "./source/read-policies.ts";

/** A text with policies in it, of any format, and what it is called. */
export type PolicyText = { name: string; text: string };

/** A policy, which of the texts it is in, and where its statements begin there. */
export type TextPolicy = SourcePolicy & { text: number; statementPlaces: readonly TextPlace[] };

/** A part of a text that is no policy of a role. */
export type SkippedText = { text: number; what: string } & TextPlace;

/** Something wrong in one of the texts. `unresolved`: the name of a value that has to be given in `values`. */
export type TextError = {
  text: number;
  name: string;
  title: string;
  path: string;
  unresolved: string | null;
  line: number | null;
  column: number | null;
};

export type TextsRead =
  | { ok: true; policies: readonly TextPolicy[]; skipped: readonly SkippedText[] }
  | { ok: false; problem: Problem & { status: number; errors: readonly TextError[] } };

/** The policies of all the texts, in order, or every error of every text (422): nothing is half read. */
export function readPolicyTexts(texts: readonly PolicyText[], values: Readonly<Record<string, string>>): TextsRead {
  const policies: TextPolicy[] = [];
  const skipped: SkippedText[] = [];
  const errors: TextError[] = [];
  for (const [index, { name, text }] of texts.entries()) {
    const read = readPolicies(text, { name, values });
    const fail = (title: string, path: string, place: TextPlace | null, unresolved: string | null = null) =>
      errors.push({ text: index, name, title, path, unresolved, line: place?.line ?? null, column: place?.column ?? null });
    if (!read.ok) {
      for (const { title, path, place } of read.problems) fail(title, path, place);
      for (const { name: wanted, places, choices } of read.unresolved) {
        const title =
          choices === undefined
            ? `The value of ${wanted} is not known; give it in values.`
            : `The text has policies of several roles (${choices.join(", ")}); name one as ${wanted} in values.`;
        for (const place of choices === undefined ? places : places.slice(0, 1)) fail(title, "", place, wanted);
      }
      if (read.problems.length + read.unresolved.length === 0) fail("The text cannot be read.", "", null);
      continue;
    }
    if (read.policies.length === 0) fail("No policy of a role is in this text.", "", null);
    skipped.push(...read.skipped.map(({ what, place }) => ({ text: index, what, ...place })));
    for (const policy of read.policies) {
      policies.push({ ...policy, text: index, statementPlaces: policy.statements.map(({ from }) => placeAt(text, from)) });
    }
  }
  if (errors.length === 0) return { ok: true, policies, skipped };
  const [first] = errors;
  const where = first?.line == null ? "" : ` (line ${first.line}, column ${first.column})`;
  const title = errors.length === 1 ? "A policy cannot be read." : `The policies cannot be read: ${errors.length} errors.`;
  return {
    ok: false,
    problem: { status: 422, code: "unreadable-policy", title, detail: `${first?.title}${where}`, errors: errors.slice(0, 200) },
  };
}
