import type { MappedText } from "../offset-map.ts";
import type { TextSpan } from "../policy-read.ts";

/** HCL native syntax (the HCL 2 specification), as far as policies need it; whatever else is there is parsed and kept apart. */
export type HclBody = TextSpan & { attributes: readonly HclAttribute[]; blocks: readonly HclBlock[] };

/** `from` and `to` are the name's. Names are unique in a body. */
export type HclAttribute = TextSpan & { name: string; value: HclExpression };

export type HclBlock = TextSpan & { type: string; labels: readonly string[]; body: HclBody };

export type HclExpression =
  | (TextSpan & { type: "literal"; value: number | boolean | null })
  | (TextSpan & { type: "template"; parts: readonly HclPart[]; isHeredoc: boolean })
  | (TextSpan & { type: "list"; items: readonly HclExpression[] })
  | (TextSpan & { type: "object"; members: readonly HclMember[] })
  | (TextSpan & { type: "reference"; root: string; steps: readonly HclStep[] })
  | (TextSpan & { type: "access"; of: HclExpression; steps: readonly HclStep[] })
  | (TextSpan & { type: "call"; name: string; args: readonly HclExpression[]; isSpread: boolean })
  | (TextSpan & { type: "operation"; operators: readonly string[]; operands: readonly HclExpression[] })
  | (TextSpan & { type: "conditional"; condition: HclExpression; yes: HclExpression; no: HclExpression })
  | (TextSpan & { type: "for"; parts: readonly HclExpression[] });

export type HclPart = MappedText | HclExpression | (TextSpan & { type: "directive"; parts: readonly HclExpression[] });

export type HclMember = TextSpan & { key: string | HclExpression; value: HclExpression };

export type HclStep = { type: "attribute"; name: string } | { type: "index"; index: HclExpression } | { type: "splat" };

export function findAttribute(body: HclBody, name: string): HclExpression | undefined {
  return body.attributes.find((attribute) => attribute.name === name)?.value;
}
