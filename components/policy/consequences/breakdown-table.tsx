"use client";

import { Download } from "lucide-react";
import { useMemo } from "react";
import { labelOf, tagField } from "#components/instances/filters/instance-fields.ts";
import { tagKeys } from "#components/instances/filters/tag-keys.ts";
import { CAPABILITIES, CAPABILITY_WORDS } from "#components/reach/capability-words.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount, formatNumber } from "#components/ui/count.tsx";
import { Field } from "#components/ui/field.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Capability } from "#lib/domain/verdict.ts";
import { COVERAGE_CHANGES, type CoverageChange } from "#lib/inventory/compare-coverage.ts";
import { breakDownField, partName, partWords } from "./break-down-field.ts";
import { CHANGE_WORDS } from "./change-words.ts";
import type { Consequences } from "./consequences.ts";
import { type ListedChange, listedWords } from "./listed-change.ts";

export type BreakdownTableProps = {
  consequences: Consequences;
  capability: Capability;
  /** See isField. */
  field: string;
  onCapability: (capability: Capability) => void;
  onField: (field: string) => void;
  onList: (listed: ListedChange) => void;
  onDownload: () => void;
  /** The file is being made. */
  downloading: boolean;
};

const PLACES = ["account", "region", "platform", "tagState", "instanceType", "owner"];

/** Who keeps, gains and loses, by account, region or any tag. */
export function BreakdownTable(props: BreakdownTableProps) {
  const { consequences, capability, field, onCapability, onField, onList } = props;
  const { snapshot } = consequences;
  const { parts, left } = useMemo(() => breakDownField(consequences, capability, field), [consequences, capability, field]);
  const keys = tagKeys(snapshot);
  const tags = keys.some((key) => tagField(key) === field) || !field.startsWith("tag:") ? keys : [field.slice(4), ...keys];
  return (
    <section aria-labelledby="breakdown" className="panel">
      <div className="flex flex-col gap-2 border-b px-3 py-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 id="breakdown" className="font-semibold">
            Who, and where
          </h3>
          <Button size="sm" busy={props.downloading} onClick={props.onDownload}>
            <Download aria-hidden="true" className="size-3.5" />
            Download CSV
          </Button>
        </div>
        <Segmented
          legend="Capability"
          size="sm"
          value={capability}
          onChange={onCapability}
          options={CAPABILITIES.map((value) => ({ value, label: CAPABILITY_WORDS[value] }))}
        />
        <Field label="Break down by">
          {(attributes) => (
            <Select {...attributes} value={field} onChange={(event) => onField(event.target.value)}>
              {PLACES.map((place) => (
                <option key={place} value={place}>
                  {labelOf(place)}
                </option>
              ))}
              <optgroup label="Tags">
                {tags.map((key) => (
                  <option key={key} value={tagField(key)}>
                    {key}
                  </option>
                ))}
              </optgroup>
            </Select>
          )}
        </Field>
      </div>
      {parts.length === 0 ? (
        <p className="px-3 py-2 text-ink-2">Nobody keeps, gains or loses it{consequences.atLeast && ", of what was read"}.</p>
      ) : (
        <ScrollRegion aria-label={`${CAPABILITY_WORDS[capability]} by ${labelOf(field)}`} className="max-h-80">
          <table className="w-full text-xs">
            <thead className="sticky top-0 z-10 bg-surface">
              <tr className="text-ink-3">
                <th scope="col" className="py-1.5 pl-3 text-left font-medium">
                  {labelOf(field)}
                </th>
                {COVERAGE_CHANGES.map((change) => (
                  <th key={change} scope="col" className="px-1.5 py-1.5 text-right font-medium last:pr-3">
                    {CHANGE_WORDS[change].head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.code} className="border-t">
                  <th
                    scope="row"
                    className="max-w-32 truncate py-0.5 pl-3 text-left font-normal"
                    title={partName(consequences, field, part)}
                  >
                    <bdi>{partName(consequences, field, part)}</bdi>
                  </th>
                  {COVERAGE_CHANGES.map((change) => {
                    const words = partWords(consequences, field, part);
                    const listed = { capability, change, part: { field, code: part.code, words } };
                    return (
                      <td key={change} className="px-0 py-0.5 text-right tabular-nums last:pr-1.5">
                        <PartCount
                          change={change}
                          count={part.counts[change]}
                          label={`${formatCount(part.counts[change], "instance")} ${listedWords(listed)}`}
                          onList={() => onList(listed)}
                        />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {left > 0 && (
        <p className="border-t px-3 py-2 text-xs text-ink-2">
          {formatCount(left, "other value")} with fewer; the file has all of them.
        </p>
      )}
    </section>
  );
}

type PartCountProps = { change: CoverageChange; count: number; label: string; onList: () => void };

function PartCount({ change, count, label, onList }: PartCountProps) {
  if (count === 0) return <span className="px-1.5 text-ink-3">0</span>;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onList}
      className={classNames(
        "rounded-sm px-1.5 py-0.5 underline decoration-line-strong underline-offset-2 hover:bg-hover pointer-coarse:py-2",
        CHANGE_WORDS[change].ink,
        change === "lose" && "font-semibold",
      )}
    >
      {formatNumber(count)}
    </button>
  );
}
