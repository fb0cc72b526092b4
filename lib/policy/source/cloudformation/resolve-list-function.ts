import { findMember, itemsOf, type SourceNode, textOf } from "../source-node.ts";
import { textNode } from "./resolve-reference.ts";
import { type Resolve, type Resolved, refuse, type TemplateScope } from "./template-scope.ts";

/** Fn::Join, Fn::Split, Fn::Select and Fn::FindInMap; any other function is refused by its name. */
export function resolveListFunction(
  name: string,
  argument: SourceNode,
  node: SourceNode,
  scope: TemplateScope,
  resolve: Resolve,
): Resolved {
  const form = FORMS[name];
  if (form === undefined) return refuse(scope, node.from, `${name} is not worked out here; write in its place what it gives.`);
  const operands = itemsOf(argument).map(resolve);
  if (operands.includes("unknown")) return "unknown";
  const result = form.apply(
    operands.filter((operand) => typeof operand === "object"),
    node,
    scope,
  );
  return result ?? refuse(scope, node.from, `${name} takes ${form.takes}.`);
}

type Form = {
  takes: string;
  apply: (operands: readonly SourceNode[], node: SourceNode, scope: TemplateScope) => Resolved | undefined;
};

const FORMS: Readonly<Record<string, Form | undefined>> = {
  "Fn::Join": {
    takes: "a text to put between, and a list of texts",
    apply: ([between, list], node) => {
      const texts = itemsOf(list).map(scalarText);
      const separator = textOf(between);
      if (separator === undefined || list?.type !== "list" || texts.includes(undefined)) return undefined;
      return textNode(texts.join(separator), node);
    },
  },
  "Fn::Split": {
    takes: "a text to cut at, and a text",
    apply: ([between, whole], node) => {
      const separator = textOf(between);
      const text = textOf(whole);
      if (separator === undefined || separator === "" || text === undefined) return undefined;
      return { type: "list", items: text.split(separator).map((part) => textNode(part, node)), from: node.from, to: node.to };
    },
  },
  "Fn::Select": {
    takes: "a number and a list that has so many values",
    apply: ([index, list]) => {
      const text = scalarText(index);
      return text !== undefined && /^\d+$/.test(text) ? itemsOf(list)[Number(text)] : undefined;
    },
  },
  "Fn::FindInMap": {
    takes: "the name of a mapping of the template and two of its keys",
    apply: ([map, first, second], _, { mappings }) => {
      const [name, top, inner] = [map, first, second].map(scalarText);
      if (name === undefined || top === undefined || inner === undefined) return undefined;
      return findMember(findMember(findMember(mappings, name), top), inner);
    },
  },
};

function scalarText(node: SourceNode | undefined): string | undefined {
  if (node?.type !== "scalar" || node.value === null || node.doubt !== undefined) return undefined;
  return String(node.value);
}
