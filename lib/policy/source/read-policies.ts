import type { PolicyProblem } from "../parse-policy.ts";
import { nameCharacter } from "./character-name.ts";
import { chooseRole, ROLE_VALUE } from "./choose-role.ts";
import { detectLanguage, type TextLanguage } from "./detect-format.ts";
import { escapedContents } from "./escaped-contents.ts";
import { createLineIndex } from "./line-index.ts";
import type { PolicyRead, SourceFormat, UnresolvedValue } from "./policy-read.ts";
import { readJsonNodes } from "./read-json-nodes.ts";
import { readValue } from "./read-value.ts";
import { createReading, type Reading } from "./reading.ts";
import { readTerraform } from "./terraform/read-terraform.ts";
import { shapeOf } from "./value-shape.ts";
import { readYamlNodes } from "./yaml/read-yaml-nodes.ts";
import { yamlContents } from "./yaml/yaml-contents.ts";

/** `name`: of a policy that has none in the text. `values`: of references, by the names that `unresolved` gives them. */
export type ReadOptions = { name?: string; values?: Readonly<Record<string, string>> };

/**
 * Every policy of a role in a text: JSON, YAML, a CloudFormation template or stack set in either, or Terraform; which of them
 * it is, the text tells. All problems with their places, or all policies: never a part. Of a text with several roles the one
 * that `values.role` names. Pure, and quick to refuse what is
 * too large, too deep or no policy at all.
 */
export function readPolicies(text: string, { name = "", values = {} }: ReadOptions = {}): PolicyRead {
  const language = text.length > MAX_CHARACTERS ? null : detectLanguage(text, name);
  const { reading, format } = language === null ? refuseUnknown(text) : readLanguage(language, text, name, values);
  return resultOf(text, reading, format, values[ROLE_VALUE]);
}

const MAX_CHARACTERS = 1_000_000;
const MAX_PROBLEMS = 100;

type FormatReading = { reading: Reading; format: SourceFormat | null };

function readLanguage(
  language: TextLanguage,
  text: string,
  name: string,
  values: Readonly<Record<string, string>>,
): FormatReading {
  const reading = createReading();
  if (language === "terraform") {
    readTerraform(text, { name, values, reading });
    return { reading, format: "terraform" };
  }
  let isTemplate = false;
  const readInner = (inner: string, given: Readonly<Record<string, string>>) =>
    readLanguage(/^\s*\{/.test(inner) ? "json" : "yaml", inner, name, given).reading;
  const fault = (code: string, offset: number, title: string) => reading.problems.push({ code, title, path: "", at: offset });
  if (language === "json") {
    const read = readJsonNodes(text, true);
    if (read.ok) {
      isTemplate = shapeOf(read.node).shape === "template";
      readValue(read.node, name, { values, reading, readInner, contentsOf: ({ from, to }) => escapedContents(text, from, to) });
    } else fault("invalid-json", read.fault.offset, read.fault.message);
  } else {
    const read = readYamlNodes(text);
    if (!read.ok) for (const { offset, message } of read.faults) fault("invalid-yaml", offset, message);
    else
      for (const node of read.nodes) {
        isTemplate ||= shapeOf(node).shape === "template";
        readValue(node, name, { values, reading, readInner, contentsOf: (scalar) => yamlContents(text, scalar) });
      }
  }
  return { reading, format: isTemplate ? "cloudformation" : language };
}

function refuseUnknown(text: string): FormatReading {
  const reading = createReading();
  const refuse = (title: string, at = 0) => reading.problems.push({ code: "not-a-policy", title, path: "", at });
  if (text.length > MAX_CHARACTERS)
    refuse(`The text has ${text.length} characters; at most ${MAX_CHARACTERS} are read, and a policy has some thousands.`);
  else {
    const start = text.search(/\S/);
    const forms = "Expected a policy as JSON or YAML, a CloudFormation template, or Terraform";
    if (start < 0) refuse("There is no text.");
    else refuse(`${forms}; the text begins with ${nameCharacter(text, start)}.`, start);
  }
  return { reading, format: null };
}

function resultOf(text: string, reading: Reading, format: SourceFormat | null, role: string | undefined): PolicyRead {
  const placeAt = createLineIndex(text);
  const { policies, skipped, problems, unresolved } = reading;
  const isEmpty = policies.length === 0 && problems.length === 0 && unresolved.length === 0;
  if (isEmpty) {
    const others = skipped.length === 0 ? "" : ` Left out: ${skipped.map(({ what }) => what).join("; ")}.`;
    problems.push({
      code: "no-policy",
      title: `There is no policy of a role in the text.${others}`,
      path: "",
      at: skipped[0]?.at ?? 0,
    });
  }
  if (problems.length > 0 || unresolved.length > 0) {
    // What several policies refer to has its problem once.
    const single = new Map(problems.map((problem) => [`${problem.at} ${problem.path} ${problem.title}`, problem]));
    const told = [...single.values()].toSorted((a, b) => a.at - b.at).slice(0, MAX_PROBLEMS);
    return {
      ok: false,
      format,
      problems: told.map(({ at, ...problem }): PolicyProblem => ({ ...problem, place: placeAt(at) })),
      unresolved: groupUnresolved(unresolved, placeAt),
    };
  }
  const chosen = chooseRole(reading, role);
  if (chosen.choices !== null) {
    const { choices } = chosen;
    const places = choices.map((choice) => placeAt(policies.find((policy) => policy.role === choice)?.at ?? 0));
    return { ok: false, format, problems: [], unresolved: [{ name: ROLE_VALUE, places, choices }] };
  }
  return {
    ok: true,
    format: format ?? "json",
    policies: chosen.policies.map(({ at, ...policy }) => ({ ...policy, place: placeAt(at) })),
    skipped: chosen.skipped.map(({ what, at }) => ({ what, place: placeAt(at) })),
  };
}

function groupUnresolved(found: Reading["unresolved"], placeAt: ReturnType<typeof createLineIndex>): readonly UnresolvedValue[] {
  const offsets = new Map<string, Set<number>>();
  for (const { name, at } of found.toSorted((a, b) => a.at - b.at)) offsets.set(name, (offsets.get(name) ?? new Set()).add(at));
  return [...offsets].map(([name, places]) => ({ name, places: [...places].map(placeAt) }));
}
