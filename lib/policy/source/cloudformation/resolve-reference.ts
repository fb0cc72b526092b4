import { findMember, type SourceNode, type SourceScalar, textOf } from "../source-node.ts";
import { lacks, type Resolved, refuse, type TemplateScope } from "./template-scope.ts";

/**
 * The value of `Ref`, `Fn::GetAtt` (`Name.Attribute`) or a variable of Fn::Sub: what was given for it, else the parameter's
 * default, else what is the same in every stack. A list parameter is a list. An attribute of a resource is never guessed.
 */
export function resolveReference(name: string, node: SourceNode, scope: TemplateScope): Resolved {
  const parameter = findMember(scope.parameters, name);
  const type = textOf(findMember(parameter, "Type")) ?? "String";
  const given = Object.hasOwn(scope.values, name) ? scope.values[name] : undefined;
  if (given !== undefined) return givenValue(given, type, node, scope);
  const fallback = findMember(parameter, "Default");
  // The default of such a parameter is the name of an SSM parameter, not a value.
  if (fallback?.type === "scalar" && fallback.value !== null && !type.startsWith("AWS::SSM::Parameter::Value"))
    return givenValue(String(fallback.value), type, node, scope, fallback.doubt);
  if (name === "AWS::NoValue") return "absent";
  if (name === "AWS::Partition") return textNode("aws", node);
  if (name === "AWS::URLSuffix") {
    const suffix = URL_SUFFIXES.get(scope.values["AWS::Partition"] ?? "aws");
    if (suffix !== undefined) return textNode(suffix, node);
  }
  return lacks(scope, node.from, name);
}

/** Domains of the partitions where CloudFormation documents the pseudo parameter's value. */
const URL_SUFFIXES: ReadonlyMap<string, string> = new Map([
  ["aws", "amazonaws.com"],
  ["aws-us-gov", "amazonaws.com"],
  ["aws-cn", "amazonaws.com.cn"],
]);

function givenValue(text: string, type: string, node: SourceNode, scope: TemplateScope, doubt?: string): Resolved {
  scope.room.left -= text.length;
  if (scope.room.left < 0) return refuse(scope, node.from, "The values put in up to here are too much text for a template.");
  if (!/^(CommaDelimitedList$|List<|AWS::SSM::Parameter::Value<(List<|CommaDelimitedList))/.test(type))
    return { ...textNode(text, node), ...(doubt === undefined ? {} : { doubt }) };
  const { from, to } = node;
  return { type: "list", items: text.split(",").map((item) => textNode(item.trim(), node)), from, to };
}

/** A value that stands for a node. */
export function textNode(value: string, { from, to }: SourceNode): SourceScalar {
  return { type: "scalar", value, from, to, contents: [{ inner: 0, outer: from, fixed: true }] };
}
