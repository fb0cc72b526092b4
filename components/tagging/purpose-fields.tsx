import { formatNumber } from "#components/ui/count.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { TaggingPlan } from "#lib/domain/tagging.ts";
import { IncidentFields } from "./incident-fields.tsx";
import { isReferenceAsked } from "./purpose.ts";
import type { PurposeForm } from "./use-purpose.ts";

export type PurposeFieldsProps = { form: PurposeForm; plan: TaggingPlan; incident: boolean };

/** Why, for which case, by whom, for how long, and how many: what is kept with the job for good. */
export function PurposeFields({ form, plan, incident }: PurposeFieldsProps) {
  const { draft, change, errors, name } = form;
  const count = formatNumber(plan.confirm.count);
  return (
    <fieldset className="panel flex flex-col gap-3 p-3">
      <legend className="sr-only">For the record</legend>
      <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Field label="Reason" error={errors.reason}>
          {(attributes) => (
            <Input
              {...attributes}
              required
              maxLength={500}
              autoComplete="off"
              placeholder={REASONS[incident ? "incident" : plan.action]}
              value={draft.reason}
              onChange={(event) => change({ reason: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={referenceLabel(plan, incident)} error={errors.reference}>
          {(attributes) => (
            <Input
              {...attributes}
              required={isReferenceAsked({ referenceRequired: plan.referenceRequired, incident })}
              maxLength={200}
              autoComplete="off"
              placeholder={incident ? "Such as INC-1042" : "Such as CHG-1042"}
              value={draft.reference}
              onChange={(event) => change({ reference: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {incident && <IncidentFields form={form} />}
      {(name === "" || plan.confirm.required) && (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          {plan.confirm.required && (
            <Field
              label={`Type the number of what changes, ${count}, to confirm it`}
              hint="More than usual at once."
              error={errors.confirm}
            >
              {(attributes) => (
                <Input
                  {...attributes}
                  required
                  inputMode="numeric"
                  autoComplete="off"
                  value={draft.confirm}
                  onChange={(event) => change({ confirm: event.currentTarget.value })}
                />
              )}
            </Field>
          )}
          {name === "" && (
            <Field
              label="Your name, for the record (optional)"
              hint="This browser keeps it for the next time."
              error={form.nameError}
            >
              {(attributes) => (
                <Input
                  {...attributes}
                  maxLength={64}
                  autoComplete="name"
                  value={form.newName}
                  onChange={(event) => form.setNewName(event.currentTarget.value)}
                />
              )}
            </Field>
          )}
        </div>
      )}
    </fieldset>
  );
}

const REASONS = {
  tag: "Such as: onboarding of the payments accounts",
  untag: "Such as: out of Cado’s scope since the move",
  normalise: "Such as: the value was not the documented one",
  undo: "Such as: tagged by mistake",
  incident: "Such as: evidence of the web servers is needed",
} as const;

function referenceLabel({ referenceRequired }: TaggingPlan, incident: boolean): string {
  if (incident) return "Case number";
  return referenceRequired ? "Ticket or case" : "Ticket or case (optional)";
}
