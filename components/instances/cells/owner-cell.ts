import type { CellContent } from "#components/table/cell-content.ts";
import type { Tags } from "#lib/domain/node.ts";
import { OWNER_NAMES, ownershipOf } from "#lib/domain/ownership.ts";
import { noneCell } from "./none-cell.ts";

/** What a node belongs to, told from its tags: the one that replaces it soonest. */
export function ownerCell(tags: Tags | null): CellContent {
  if (tags === null) return noneCell("(not read)");
  const [owner] = ownershipOf(tags);
  if (owner === undefined) return noneCell("–");
  const title = `${OWNER_NAMES[owner.kind]} ${owner.name}`;
  return { parts: [{ as: "name", text: owner.name, title, look: "text-ink-2" }] };
}
