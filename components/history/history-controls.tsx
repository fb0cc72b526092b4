import { tagField } from "#components/instances/filters/instance-fields.ts";
import { CAPABILITIES, CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Capability } from "#lib/domain/verdict.ts";
import type { ChartScale } from "./chart-bands.ts";
import { RANGES, type Range } from "./history-url.ts";

export type HistoryControlsProps = {
  capability: Capability;
  by: string;
  range: Range;
  scale: ChartScale;
  tagKeys: readonly string[];
  onChange: (change: { cap?: Capability; by?: string; range?: Range; scale?: ChartScale }) => void;
};

const RANGE_WORDS: Readonly<Record<Range, { label: string; name: string }>> = {
  "1d": { label: "1 d", name: "The last day" },
  "7d": { label: "7 d", name: "The last 7 days" },
  "30d": { label: "30 d", name: "The last 30 days" },
  "90d": { label: "90 d", name: "The last 90 days" },
  all: { label: "All", name: "Everything that is kept" },
};

/** What the chart shows: of what, by what, from when on, in which measure. */
export function HistoryControls({ capability, by, range, scale, tagKeys, onChange }: HistoryControlsProps) {
  // A key in the address that no node has any more can still be looked at.
  const keys = by.startsWith("tag:") && !tagKeys.includes(by.slice(4)) ? [by.slice(4), ...tagKeys] : tagKeys;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <Segmented
        legend="Capability"
        size="sm"
        value={capability}
        onChange={(cap) => onChange({ cap })}
        options={CAPABILITIES.map((value) => ({ value, label: CAPABILITY_WORDS[value] }))}
      />
      <Select aria-label="Told apart by" className="w-44" value={by} onChange={(event) => onChange({ by: event.target.value })}>
        <option value="">Whole estate</option>
        <option value="account">By account</option>
        <option value="region">By region</option>
        <optgroup label="By tag">
          {keys.map((key) => (
            <option key={key} value={tagField(key)}>
              {key}
            </option>
          ))}
        </optgroup>
      </Select>
      <Segmented
        legend="Time"
        size="sm"
        value={range}
        onChange={(next) => onChange({ range: next })}
        options={RANGES.map((value) => ({ value, ...RANGE_WORDS[value] }))}
      />
      <Segmented
        legend="Measure"
        size="sm"
        value={scale}
        onChange={(next) => onChange({ scale: next })}
        options={[
          { value: "count", label: "Counts" },
          { value: "share", label: "Share" },
        ]}
      />
    </div>
  );
}
