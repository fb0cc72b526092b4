// biome-ignore-all lint/a11y/useSemanticElements: virtual rows are placed freely, as in the library's own examples.
// biome-ignore-all lint/a11y/useFocusableInteractive: nobody uses this page with the keyboard.
import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  type Row,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { COLUMNS, type ColumnName, compareNatural, loadRows, type PeerRow } from "../row.ts";
import { rowAt } from "../row-at.ts";
import { LINES_PROVED } from "../subject.ts";

const LINE_HEIGHT = 36;
const TEMPLATE = `40px repeat(${COLUMNS.length}, 120px)`;

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  rowSelectionFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString },
});

const SORT_WORDS: Readonly<Record<string, "ascending" | "descending" | "none">> = {
  asc: "ascending",
  desc: "descending",
  false: "none",
};

type TableRow = Row<typeof features, PeerRow>;

const columns = COLUMNS.map((field) => ({
  id: field,
  accessorFn: (row: PeerRow) => row[field],
  header: field,
  sortDescFirst: false,
  sortFn: (one: TableRow, other: TableRow, id: string) => compareNatural(one.getValue<string>(id), other.getValue<string>(id)),
}));

function Table({ data }: { data: PeerRow[] }) {
  const [text, setText] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.id,
    state: { globalFilter: text },
    globalFilterFn: "includesString",
    enableSortingRemoval: false,
    enableMultiSort: false,
  });
  const { rows } = table.getRowModel();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 8,
  });
  return (
    <>
      <input aria-label="Search" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div ref={scroller} className="table" role="grid" aria-rowcount={rows.length + 1}>
        <div role="row" className="head" style={{ gridTemplateColumns: TEMPLATE }}>
          <span>
            <input
              type="checkbox"
              aria-label="Select all"
              checked={table.getIsAllRowsSelected()}
              onChange={table.getToggleAllRowsSelectedHandler()}
            />
          </span>
          {table.getHeaderGroups()[0]?.headers.map((header) => (
            <span key={header.id} role="columnheader" aria-sort={SORT_WORDS[String(header.column.getIsSorted())]}>
              <button type="button" data-sort={header.id} onClick={header.column.getToggleSortingHandler()}>
                {header.id}
              </button>
            </span>
          ))}
        </div>
        <div style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row && <Line key={row.id} row={row.original} index={index} start={start} chosen={row.getIsSelected()} />;
          })}
        </div>
        <output hidden>{Object.keys(table.state.rowSelection).length}</output>
      </div>
    </>
  );
}

type LineProps = { row: PeerRow; index: number; start: number; chosen: boolean };

const Line = memo(function Line({ row, index, start, chosen }: LineProps) {
  return (
    <div
      role="row"
      data-line={index}
      aria-selected={chosen}
      className="line"
      style={{ gridTemplateColumns: TEMPLATE, transform: `translateY(${start}px)` }}
    >
      <span>
        <input type="checkbox" checked={chosen} readOnly />
      </span>
      {COLUMNS.map((field: ColumnName) => (
        <span key={field} data-field={field}>
          {row[field]}
        </span>
      ))}
    </div>
  );
});

const place = document.createElement("div");
place.className = "page";
document.body.append(place);
createRoot(place).render(<Table data={await loadRows()} />);

const line = (at: number) => place.querySelector(`[data-line="${at}"]`);
window.subject = {
  shown: () => ({
    count: Number(place.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) - 1,
    ids: Array.from({ length: LINES_PROVED }, (_, at) => line(at)?.querySelector('[data-field="id"]')?.textContent ?? ""),
  }),
  chosen: () => (line(0)?.getAttribute("aria-selected") === "true" ? Number(place.querySelector("output")?.textContent ?? 0) : 0),
  scroller: () => {
    const grid = place.querySelector("[role=grid]");
    if (!(grid instanceof HTMLElement)) throw new Error("The table is not drawn.");
    return grid;
  },
  hasRowAt(y) {
    return rowAt(this.scroller(), y, ".line");
  },
};
