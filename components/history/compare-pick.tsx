import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { momentWords } from "./point-words.ts";

export type ComparePickProps = {
  points: readonly CoveragePoint[];
  /** The point that is looked at. */
  point: CoveragePoint;
  a: string | null;
  b: string | null;
  onCompare: (change: { a?: string | null; b?: string | null }) => void;
};

/** Two moments to compare: from a list, or the one that is looked at in the chart. */
export function ComparePick({ points, point, a, b, onCompare }: ComparePickProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2 print:hidden">
      <legend className="sr-only">Compare two moments</legend>
      <MomentChoice letter="A" label="Compare from" points={points} value={a} onChoose={(at) => onCompare({ a: at })} />
      <MomentChoice letter="B" label="to" points={points} value={b} onChoose={(at) => onCompare({ b: at })} />
      <Button size="sm" onClick={() => onCompare(a === null || point.at <= a ? { a: point.at } : { b: point.at })}>
        Take the moment in the chart
      </Button>
      {(a !== null || b !== null) && (
        <Button size="sm" variant="ghost" onClick={() => onCompare({ a: null, b: null })}>
          Clear
        </Button>
      )}
    </fieldset>
  );
}

type MomentChoiceProps = {
  letter: string;
  label: string;
  points: readonly CoveragePoint[];
  value: string | null;
  onChoose: (at: string | null) => void;
};

function MomentChoice({ letter, label, points, value, onChoose }: MomentChoiceProps) {
  const id = useId();
  const isListed = value === null || points.some(({ at }) => at === value);
  return (
    <span className="inline-flex items-center gap-1.5">
      <label htmlFor={id} className="text-ink-2">
        {label} <strong className="text-accent-text">{letter}</strong>
      </label>
      <Select id={id} className="w-48" value={value ?? ""} onChange={(event) => onChoose(event.target.value || null)}>
        <option value="">Choose…</option>
        {!isListed && value !== null && <option value={value}>{momentWords(value)}</option>}
        {points.toReversed().map(({ at }) => (
          <option key={at} value={at}>
            {momentWords(at)}
          </option>
        ))}
      </Select>
    </span>
  );
}
