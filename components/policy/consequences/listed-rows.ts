import { Fields } from "#lib/inventory/fields.ts";
import type { Consequences } from "./consequences.ts";
import type { ListedChange } from "./listed-change.ts";

/** The rows behind a count, ascending. */
export function listedRows(consequences: Consequences, { capability, change, part }: ListedChange): Uint32Array {
  const { snapshot, after, capabilities } = consequences;
  const rows = capabilities[capability].rows(change);
  if (part === null) return rows;
  const column = new Fields(snapshot.rows, after).column(part.field, capability, snapshot.version);
  const codes = column.codesOf(rows);
  return rows.filter((_, at) => codes[at] === part.code);
}
