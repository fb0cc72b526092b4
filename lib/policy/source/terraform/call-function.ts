import { itemsOf, type SourceNode, type SourceScalar } from "../source-node.ts";
import { isPolicySized, toPlain } from "../to-plain.ts";
import type { HclExpression } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, spend, type TerraformScope } from "./terraform-scope.ts";

/** The functions of Terraform that policies are made with, by their documented meaning; any other is refused by its name. */
export function callFunction(
  { name, args, isSpread, from, to }: HclExpression & { type: "call" },
  scope: TerraformScope,
  evaluate: Evaluate,
): Evaluated {
  if (/^(file|templatefile|filebase64)$/.test(name))
    return refuse(scope, from, `${name}() reads another file; put the text of that file in its place.`);
  const apply = FUNCTIONS.get(name);
  if (apply === undefined || isSpread)
    return refuse(scope, from, `${isSpread ? "A call with ..." : `${name}()`} is not worked out here; write out what it makes.`);
  const values = args.map(evaluate);
  const known = values.filter((value) => value !== "unknown");
  if (known.length < values.length) return "unknown";
  const result = apply(known, { from, to });
  if (result === undefined) return refuse(scope, from, `${name}() is not worked out here of what it is given.`);
  const size = result.type === "list" ? result.items.length : result.type === "map" ? result.members.length : textLength(result);
  return spend(scope, size, from) ? result : "unknown";
}

type Span = { from: number; to: number };

const FUNCTIONS: ReadonlyMap<string, (args: readonly SourceNode[], span: Span) => SourceNode | undefined> = new Map([
  ["jsonencode", ([value], span) => (value && isPolicySized(value) ? encode(value, span) : undefined)],
  ["concat", (args, span) => (args.every(isList) ? list(args.flatMap(itemsOf), span) : undefined)],
  ["flatten", ([value], span) => (value && isList(value) && isPolicySized(value) ? list(flat(value), span) : undefined)],
  ["compact", ([value], span) => mapTexts(value, span, (texts) => texts.filter((text) => text !== ""))],
  ["distinct", ([value], span) => mapTexts(value, span, (texts) => [...new Set(texts)])],
  // A set has no order; Terraform lists it sorted.
  ["toset", ([value], span) => mapTexts(value, span, (texts) => [...new Set(texts)].sort())],
  ["sort", ([value], span) => mapTexts(value, span, (texts) => [...texts].sort())],
  ["tolist", ([value]) => (value && isList(value) ? value : undefined)],
  ["tostring", ([value], span) => (scalarText(value) === undefined ? undefined : text(scalarText(value) ?? "", span))],
  [
    "join",
    ([between, ...lists], span) => {
      const separator = scalarText(between);
      const texts = lists.flatMap(itemsOf).map(scalarText);
      if (separator === undefined || texts.includes(undefined) || !lists.every(isList)) return undefined;
      return text(texts.join(separator), span);
    },
  ],
  [
    "split",
    ([between, whole], span) => {
      const separator = scalarText(between);
      const parts = separator ? scalarText(whole)?.split(separator) : undefined;
      return (
        parts &&
        list(
          parts.map((part) => text(part, span)),
          span,
        )
      );
    },
  ],
  [
    "format",
    ([pattern, ...values], span) => {
      const texts = values.map(scalarText);
      const written = scalarText(pattern);
      const verbs = written?.match(/%./gs) ?? [];
      if (written === undefined || texts.includes(undefined) || verbs.some((verb) => verb !== "%s" && verb !== "%%"))
        return undefined;
      if (verbs.filter((verb) => verb === "%s").length !== texts.length) return undefined;
      let next = 0;
      return text(
        written.replace(/%[s%]/g, (verb) => (verb === "%%" ? "%" : (texts[next++] ?? ""))),
        span,
      );
    },
  ],
  [
    "merge",
    (args, span) => {
      if (!args.every((arg) => arg.type === "map")) return undefined;
      const members = new Map(args.flatMap((arg) => arg.members).map((member) => [member.name, member]));
      return { type: "map", members: [...members.values()], ...span };
    },
  ],
]);

function encode(value: SourceNode, span: Span): SourceScalar {
  return { type: "scalar", value: JSON.stringify(toPlain(value)), encoded: value, ...span };
}

function mapTexts(
  value: SourceNode | undefined,
  span: Span,
  apply: (texts: string[]) => readonly string[],
): SourceNode | undefined {
  const texts = itemsOf(value).map(scalarText);
  const known = texts.filter((one) => one !== undefined);
  if (value?.type !== "list" || known.length < texts.length) return undefined;
  const nodes = new Map(known.map((one, at) => [one, value.items[at]]));
  return list(
    apply(known).map((one) => ({ ...text(one, nodes.get(one) ?? span) })),
    span,
  );
}

function flat(value: SourceNode): readonly SourceNode[] {
  return itemsOf(value).flatMap((item) => (item.type === "list" ? flat(item) : [item]));
}

function isList(value: SourceNode): boolean {
  return value.type === "list";
}

function list(items: readonly SourceNode[], { from, to }: Span): SourceNode {
  return { type: "list", items, from, to };
}

function text(value: string, { from, to }: Span): SourceScalar {
  return { type: "scalar", value, from, to, contents: [{ inner: 0, outer: from, fixed: true }] };
}

function scalarText(node: SourceNode | undefined): string | undefined {
  if (node?.type !== "scalar" || node.value === null || node.doubt !== undefined) return undefined;
  return String(node.value);
}

function textLength({ value }: SourceScalar): number {
  return typeof value === "string" ? value.length : 1;
}
