import type { Reading } from "../reading.ts";
import type { SourceNode } from "../source-node.ts";
import { findAttribute, type HclBlock, type HclBody, type HclExpression } from "./hcl-syntax.ts";

/** What a configuration's expressions are worked out against, and where it is told what they lack. */
export type TerraformScope = {
  text: string;
  /** Given from outside, by the reference as it is written (`var.region`, `aws_s3_bucket.logs.arn`). They come first. */
  values: Readonly<Record<string, string>>;
  variables: ReadonlyMap<string, HclBlock>;
  locals: ReadonlyMap<string, HclExpression>;
  /** The blocks `data "aws_iam_policy_document"`, by label. */
  documents: ReadonlyMap<string, HclBlock>;
  /** The `resource` blocks, by address (`aws_iam_policy.ssm`). */
  resources: ReadonlyMap<string, HclBlock>;
  reading: Reading;
  /** How many characters and values may still be made, so that a short text cannot become an endless one. */
  room: { left: number };
};

/** `unknown`: what lacks has been told to the reading. */
export type Evaluated = SourceNode | "unknown";

export type Evaluate = (expression: HclExpression) => Evaluated;

export type ScopeInput = Pick<TerraformScope, "text" | "values" | "reading">;

/** Refuses what is there twice, since a reference to it could mean either. */
export function createTerraformScope(body: HclBody, input: ScopeInput): TerraformScope {
  const variables = new Map<string, HclBlock>();
  const locals = new Map<string, HclExpression>();
  const documents = new Map<string, HclBlock>();
  const resources = new Map<string, HclBlock>();
  const scope = { ...input, variables, locals, documents, resources, room: { left: 2_000_000 } };
  const put = <T>(map: Map<string, T>, name: string, value: T, at: number) => {
    if (map.has(name)) refuse(scope, at, `${name} is there twice.`);
    map.set(name, value);
  };
  for (const block of body.blocks) {
    const [first = "", second = ""] = block.labels;
    if (block.type === "variable") put(variables, first, block, block.from);
    if (block.type === "resource") put(resources, `${first}.${second}`, block, block.from);
    if (block.type === "data" && first === "aws_iam_policy_document") put(documents, second, block, block.from);
    if (block.type === "locals") for (const { name, value, from } of block.body.attributes) put(locals, name, value, from);
  }
  return scope;
}

export function refuse({ reading }: Pick<TerraformScope, "reading">, at: number, title: string): "unknown" {
  reading.problems.push({ code: "invalid-terraform", title, path: "", at });
  return "unknown";
}

/** Takes from the room that is left; false where that is used up, which has been told. */
export function spend(scope: TerraformScope, amount: number, at: number): boolean {
  scope.room.left -= amount;
  if (scope.room.left >= 0) return true;
  refuse(scope, at, "The values made up to here are too much for a policy.");
  return false;
}

export function defaultOf(block: HclBlock): HclExpression | undefined {
  return findAttribute(block.body, "default");
}
