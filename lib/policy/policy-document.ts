/**
 * An IAM policy in AWS's own JSON spelling, so that a document can be kept and written out to the letter.
 * Only `parse-policy.ts` makes one from outside text; a single statement there becomes a list of one.
 */
export type PolicyDocument = {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
};

export type Statement = {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: ConditionBlock;
};

/** Operator → condition key → the values it is compared with. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMore<ConditionValue>>>>>;

/** IAM takes booleans and numbers as JSON or as text. */
export type ConditionValue = string | number | boolean;

export type Principal = "*" | Readonly<Record<string, OneOrMore<string>>>;

export type OneOrMore<T> = T | readonly T[];

/** The values of an element that IAM lets one write with or without a list. */
export function listOf<T extends string | number | boolean>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T extends string | number | boolean>(value: OneOrMore<T>): value is readonly T[] {
  return Array.isArray(value);
}
