import type { OffsetPiece } from "../offset-map.ts";
import type { Reading } from "../reading.ts";
import { findMember, type SourceNode, type SourceScalar } from "../source-node.ts";

/** What a template's intrinsic functions are worked out against, and where it is told what they lack. */
export type TemplateScope = TemplateInput & {
  parameters: SourceNode | undefined;
  mappings: SourceNode | undefined;
  conditions: SourceNode | undefined;
  /** How many characters may still be put in for references, so that a short text cannot become an endless one. */
  room: { left: number };
};

export type TemplateInput = {
  /** Given from outside, by the name of the reference (`AWS::AccountId`, `Bucket.Arn`). They come before any default. */
  values: Readonly<Record<string, string>>;
  /** How the characters of a text value stand in the source. */
  contentsOf: (scalar: SourceScalar) => readonly OffsetPiece[];
  /** Reads a template that is a text inside this one; its offsets are those of that text. */
  readInner: (text: string, values: Readonly<Record<string, string>>) => Reading;
  reading: Reading;
};

/** Of a template; of values outside any template, where only pseudo parameters and what is given are known. */
export function createTemplateScope(template: SourceNode | undefined, input: TemplateInput): TemplateScope {
  return {
    ...input,
    parameters: findMember(template, "Parameters"),
    mappings: findMember(template, "Mappings"),
    conditions: findMember(template, "Conditions"),
    room: { left: 2_000_000 },
  };
}

/** A value without intrinsic functions; `absent`: AWS::NoValue; `unknown`: what lacks has been told to the reading. */
export type Resolved = SourceNode | "absent" | "unknown";

export type Resolve = (node: SourceNode) => Resolved;

export function refuse({ reading }: TemplateScope, at: number, title: string): "unknown" {
  reading.problems.push({ code: "invalid-template", title, path: "", at });
  return "unknown";
}

export function lacks({ reading }: TemplateScope, at: number, name: string): "unknown" {
  reading.unresolved.push({ name, at });
  return "unknown";
}
