import "@glideapps/glide-data-grid/dist/index.css";
import { CompactSelection, DataEditor, GridCellKind, type GridSelection, type Item } from "@glideapps/glide-data-grid";
import { useCallback, useState } from "react";
import { createRoot } from "react-dom/client";
import { COLUMNS, loadRows, type PeerRow } from "../row.ts";

// It draws; searching and sorting are left to whoever uses it. So it is here for scrolling, choosing and memory alone.
const GRID_COLUMNS = COLUMNS.map((id) => ({ id, title: id, width: 120 }));
const NOTHING: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() };
let chosen = 0;

function Table({ data }: { data: readonly PeerRow[] }) {
  const [selection, setSelection] = useState(NOTHING);
  const cell = useCallback(
    ([column, row]: Item) => {
      const text = data[row]?.[COLUMNS[column] ?? "id"] ?? "";
      return { kind: GridCellKind.Text, data: text, displayData: text, allowOverlay: false } as const;
    },
    [data],
  );
  chosen = selection.rows.length;
  return (
    <DataEditor
      columns={GRID_COLUMNS}
      rows={data.length}
      getCellContent={cell}
      rowHeight={36}
      headerHeight={34}
      rowMarkers="both"
      gridSelection={selection}
      onGridSelectionChange={setSelection}
      width="100%"
      height="100%"
      smoothScrollY
    />
  );
}

const rows = await loadRows();
const place = document.createElement("div");
place.className = "table";
const portal = document.createElement("div");
portal.id = "portal";
document.body.append(place, portal);
createRoot(place).render(<Table data={rows} />);

window.subject = {
  // On a canvas there is no text to read: this is the data behind it.
  shown: () => ({ count: rows.length, ids: rows.slice(0, 3).map(({ id }) => id) }),
  chosen: () => chosen,
  scroller: () => {
    const scroller = place.querySelector(".dvn-scroller");
    if (!(scroller instanceof HTMLElement)) throw new Error("Glide has nothing to scroll.");
    return scroller;
  },
  /** A strip of the canvas as high as a row and a bit has more than one colour where text was drawn. */
  hasRowAt(y) {
    const canvas = place.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return false;
    const ratio = canvas.width / canvas.clientWidth;
    const strip = context.getImageData(60 * ratio, (y - 20) * ratio, 300 * ratio, 40 * ratio);
    const pixels = new Uint32Array(strip.data.buffer);
    return pixels.some((pixel) => pixel !== pixels[0]);
  },
};
