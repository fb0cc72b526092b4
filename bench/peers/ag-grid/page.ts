import { AllCommunityModule, type ColDef, createGrid, type GridApi, ModuleRegistry } from "ag-grid-community";
import { COLUMNS, compareNatural, loadRows, type PeerRow } from "../row.ts";
import { rowAt } from "../row-at.ts";
import { LINES_PROVED } from "../subject.ts";

ModuleRegistry.registerModules([AllCommunityModule]);

const search = document.createElement("input");
search.setAttribute("aria-label", "Search");
const place = document.createElement("div");
place.className = "table";
document.body.append(search, place);

const columnDefs: ColDef<PeerRow>[] = COLUMNS.map((field) => ({
  field,
  width: 120,
  sortable: true,
  sortingOrder: ["asc", "desc"],
  comparator: compareNatural,
}));
const api: GridApi<PeerRow> = createGrid(place, {
  columnDefs,
  rowData: await loadRows(),
  rowHeight: 36,
  headerHeight: 34,
  getRowId: ({ data }) => data.id,
  // Its own advice for quick filters over many rows; and no movement to wait for.
  cacheQuickFilter: true,
  animateRows: false,
  rowSelection: { mode: "multiRow", selectAll: "filtered", headerCheckbox: true, checkboxes: true },
});
search.addEventListener("input", () => api.setGridOption("quickFilterText", search.value));

const row = (line: number) => place.querySelector(`.ag-row[row-index="${line}"]`);
window.subject = {
  shown: () => ({
    count: api.getDisplayedRowCount(),
    ids: Array.from({ length: LINES_PROVED }, (_, line) => row(line)?.querySelector('[col-id="id"]')?.textContent ?? ""),
  }),
  chosen: () => (row(0)?.classList.contains("ag-row-selected") ? api.getSelectedRows().length : 0),
  scroller: () => {
    const viewport = place.querySelector(".ag-grid-viewport");
    if (!(viewport instanceof HTMLElement)) throw new Error("AG Grid has no body to scroll.");
    return viewport;
  },
  hasRowAt(y) {
    return rowAt(this.scroller(), y, ".ag-row");
  },
};
