import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { endOf, type IncidentLength, LONGEST_INCIDENT_DAYS } from "./purpose.ts";
import type { PurposeForm } from "./use-purpose.ts";

const LENGTHS: readonly { value: IncidentLength; label: string; name: string }[] = [
  { value: "1", label: "1 h", name: "One hour" },
  { value: "4", label: "4 h", name: "Four hours" },
  { value: "12", label: "12 h", name: "Twelve hours" },
  { value: "24", label: "24 h", name: "24 hours" },
  { value: "own", label: "Until…", name: "Until a moment that you choose" },
];

/** Who answers for the reach, and when it is taken back. */
export function IncidentFields({ form: { draft, change, errors } }: { form: PurposeForm }) {
  const end = endOf(draft, Date.now());
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="flex flex-col items-start gap-1">
        <span aria-hidden="true" className="text-xs font-medium text-ink-2">
          Taken back after
        </span>
        <Segmented legend="Taken back after" options={LENGTHS} value={draft.lasts} onChange={(lasts) => change({ lasts })} />
        {draft.lasts === "own" && (
          <Field
            label="End, in your own time"
            hint={`At most ${LONGEST_INCIDENT_DAYS} days from now.`}
            error={errors.until}
            className="mt-1 w-full sm:max-w-64"
          >
            {(attributes) => (
              <Input
                {...attributes}
                type="datetime-local"
                required
                value={draft.until}
                onChange={(event) => change({ until: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        <p role={draft.lasts === "own" ? undefined : "status"} className="text-xs text-ink-2">
          {end === null ? "" : `Ends ${localTime(end)}, that is ${utcTime(end)}.`}
        </p>
        {draft.lasts !== "own" && errors.until && (
          <p role="alert" className="text-xs text-danger">
            {errors.until}
          </p>
        )}
      </div>
      <Field label="Who answers for it" error={errors.owner}>
        {(attributes) => (
          <Input
            {...attributes}
            required
            maxLength={100}
            autoComplete="name"
            value={draft.owner}
            onChange={(event) => change({ owner: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

const LOCAL: Intl.DateTimeFormatOptions = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};

function localTime(at: Date): string {
  return at.toLocaleString("en-GB", LOCAL);
}

function utcTime(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
