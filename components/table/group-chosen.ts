import type { GridSelection, GridSource } from "./grid-source.ts";
import type { GridGroup } from "./group-layout.ts";

/** A large group is not counted through: its heading's box shows what the whole list's does. */
const COUNTED = 5_000;

/** How many of a group's rows are chosen. */
export function chosenOf(
  { start, count }: GridGroup,
  source: Pick<GridSource<unknown>, "keyAt">,
  selection: Pick<GridSelection, "shown" | "has">,
): GridSelection["shown"] {
  if (selection.shown !== "some" || count > COUNTED) return selection.shown;
  let chosen = 0;
  for (let index = start; index < start + count; index += 1) if (selection.has(source.keyAt(index))) chosen += 1;
  return chosen === 0 ? "none" : chosen < count ? "some" : "all";
}
