import { accountLabel } from "#components/instances/account-label.ts";
import { labelOf } from "#components/instances/filters/instance-fields.ts";
import { valueWords } from "#components/instances/filters/value-words.ts";
import type { Capability } from "#lib/domain/verdict.ts";
import { type Breakdown, type BreakdownPart, breakDown } from "#lib/inventory/break-down.ts";
import type { FieldColumn } from "#lib/inventory/field-column.ts";
import { Fields } from "#lib/inventory/fields.ts";
import { isField } from "#lib/inventory/query.ts";
import type { Consequences } from "./consequences.ts";

/** How many values of a field are told apart on screen; the file has all. */
const SHOWN = 100;

/** The field that is broken down by, where the address names one; by account otherwise. */
export function knownField(text: string): string {
  return isField(text) ? text : "account";
}

/** A capability's counts by a field, and the column that says which row has which value. */
export function breakDownField(
  consequences: Consequences,
  capability: Capability,
  field: string,
): Breakdown & { column: FieldColumn } {
  const { snapshot, after, capabilities } = consequences;
  const column = new Fields(snapshot.rows, after).column(field, capability, snapshot.version);
  return { ...breakDown(capabilities[capability], column, SHOWN), column };
}

/** A value in words: "production", "us-east-1", "(not tagged)". */
export function partName(consequences: Consequences, field: string, { value, kind }: BreakdownPart): string {
  if (kind === "unread") return "(not read)";
  if (kind === "missing") return field.startsWith("tag:") ? "(without the tag)" : "(none)";
  return field === "account" ? accountLabel(consequences.snapshot.accounts, value) : valueWords(field, value);
}

/** "Account production". */
export function partWords(consequences: Consequences, field: string, part: BreakdownPart): string {
  return `${labelOf(field)} ${partName(consequences, field, part)}`;
}
