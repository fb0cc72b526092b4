import { fixedText, joinMapped, type MappedText, outerOffset, sliceMapped } from "../offset-map.ts";
import { findMember, type SourceNode, type SourceScalar, textOf } from "../source-node.ts";
import { resolveReference } from "./resolve-reference.ts";
import { lacks, type Resolve, type Resolved, refuse, type TemplateScope } from "./template-scope.ts";

const MAX_TEXT = 200_000;

/**
 * Fn::Sub, of a text or of [text, variables]: `${Name}`, `${Name.Attribute}` and `${AWS::Name}` are put in, `${!Name}` stays as
 * `${Name}`, which is how a template writes an IAM variable.
 */
export function resolveSub(argument: SourceNode, whole: SourceNode, scope: TemplateScope, resolve: Resolve): Resolved {
  const list = argument.type === "list" ? argument.items : [argument];
  const [template, variables] = list;
  const text = textOf(template);
  if (template?.type !== "scalar" || text === undefined || list.length > 2)
    return refuse(scope, argument.from, "Fn::Sub takes a text, or a list of a text and its variables.");
  if (text.length > MAX_TEXT) return refuse(scope, template.from, `Fn::Sub is read of at most ${MAX_TEXT} characters.`);
  const source: MappedText = { text, pieces: template.contents ?? scope.contentsOf(template) };
  const parts: MappedText[] = [];
  let length = 0;
  let isKnown = true;
  let at = 0;
  for (const match of text.matchAll(/\$\{([^{}]*)\}/g)) {
    parts.push(sliceMapped(source, at, match.index));
    at = match.index + match[0].length;
    const place = outerOffset(source.pieces, match.index);
    const value = variableValue(match[1] ?? "", { ...whole, from: place }, variables, scope, resolve);
    if (value === "unknown") isKnown = false;
    else parts.push(fixedText(value, place));
    length += value.length;
    if (length > MAX_TEXT) return refuse(scope, place, `The text that Fn::Sub makes here is longer than ${MAX_TEXT} characters.`);
  }
  if (!isKnown) return "unknown";
  const { text: value, pieces } = joinMapped([...parts, sliceMapped(source, at, text.length)]);
  return { type: "scalar", value, from: whole.from, to: whole.to, contents: pieces } satisfies SourceScalar;
}

function variableValue(
  name: string,
  place: SourceNode,
  variables: SourceNode | undefined,
  scope: TemplateScope,
  resolve: Resolve,
): string | "unknown" {
  if (name.startsWith("!")) return `\${${name.slice(1)}}`;
  const own = findMember(variables, name);
  if (own === undefined && /^[\w-]+:[^:]/.test(name))
    return refuse(
      scope,
      place.from,
      `In Fn::Sub \${${name}} is a reference to the template; the IAM variable is written \${!${name}}.`,
    );
  if (!/^[\w.:-]+$/.test(name))
    return refuse(scope, place.from, "Expected the name of a parameter, a resource or a variable between the braces.");
  const value = own === undefined ? resolveReference(name, place, scope) : resolve(own);
  if (value === "unknown") return "unknown";
  if (value === "absent" || value.type !== "scalar" || value.value === null || value.doubt !== undefined)
    return refuse(scope, place.from, `\${${name}} is not one text; Fn::Sub takes no other.`);
  return String(value.value);
}

/** A text after everything is put in. Dynamic references are filled in by CloudFormation itself, so what they hold is not known. */
export function withoutDynamicReference(node: SourceScalar, scope: TemplateScope): Resolved {
  const dynamic = typeof node.value === "string" ? /\{\{resolve:[^}]*\}\}/.exec(node.value) : null;
  return dynamic === null ? node : lacks(scope, node.from, dynamic[0]);
}
