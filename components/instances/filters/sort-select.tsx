import { Select } from "#components/ui/select.tsx";
import { COLUMN_FIELDS } from "../instance-columns.ts";
import { type Sort, sortParser } from "../instances-url.ts";
import { labelOf } from "./instance-fields.ts";

/** The order of the rows where there are no column heads to press. */
export function SortSelect({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const fields = [...new Set<string>([...COLUMN_FIELDS, sort.field])];
  return (
    <Select
      aria-label="Sort by"
      className="w-40 max-[26rem]:w-29"
      value={sortParser.serialize(sort)}
      onChange={(event) => {
        const chosen = sortParser.parse(event.currentTarget.value);
        if (chosen !== null) onSort(chosen);
      }}
    >
      {fields.flatMap((field) => [
        <option key={field} value={field}>
          {labelOf(field)} ↑
        </option>,
        <option key={`-${field}`} value={`-${field}`}>
          {labelOf(field)} ↓
        </option>,
      ])}
    </Select>
  );
}
