"use client";

import Link from "next/link";
import type { EstateState } from "#components/estate/estate-store.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { isVariantName, VARIANTS, type VariantName } from "#lib/policy/variants.ts";
import { CapabilityChange } from "./capability-change.tsx";
import type { Consequences } from "./consequences.ts";
import { SafeOrderStepper } from "./safe-order-stepper.tsx";
import { VARIANT_WORDS } from "./variant-words.ts";

export type ConsequencesPanelProps = {
  estate: EstateState;
  /** Null while nothing is known, or while what is typed makes no policy. */
  consequences: Consequences | null;
  inForce: VariantName;
  onInForce: (variant: VariantName) => void;
  /** The policy on screen, where the instances screen can show it too: it knows the estate's own tag and partition. */
  linkVariant: VariantName | null;
  /** The policy on screen asks for the tag. */
  tagMatters: boolean;
  /** The policy on screen is the one in force. */
  same: boolean;
};

/** Who keeps, gains and loses what if the policy on screen takes the place of the one in force, with today's tags. */
export function ConsequencesPanel({
  estate,
  consequences,
  inForce,
  onInForce,
  linkVariant,
  tagMatters,
  same,
}: ConsequencesPanelProps) {
  return (
    <section aria-labelledby="consequences" className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 id="consequences" className="text-base font-semibold">
          Consequences with today’s tags
        </h2>
        <p className="mt-0.5 text-ink-2">If this policy takes the place of the one in force now.</p>
      </div>
      <Field label="In force now">
        {(attributes) => (
          <Select
            {...attributes}
            value={inForce}
            onChange={(event) => {
              if (isVariantName(event.target.value)) onInForce(event.target.value);
            }}
          >
            {VARIANTS.map((name) => (
              <option key={name} value={name}>
                {VARIANT_WORDS[name].name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <EstateNotice estate={estate} />
      {consequences === null ? (
        <Waiting estate={estate} />
      ) : (
        <>
          {same && <Notice title="This is the policy in force: nothing changes." />}
          {consequences.atLeast && (
            <p className="text-ink-2">
              {consequences.standing.reading
                ? "The estate is still being read: counts grow."
                : `${consequences.standing.gaps} of ${consequences.standing.cells} account-regions could not be read: counts are “at least”.`}
            </p>
          )}
          <CapabilityChange
            capability="run-command"
            consequences={consequences}
            snapshot={estate.snapshot}
            linkVariant={linkVariant}
          />
          <CapabilityChange
            capability="port-forwarding"
            consequences={consequences}
            snapshot={estate.snapshot}
            linkVariant={linkVariant}
          />
          {tagMatters && <SafeOrderStepper standing={consequences.standing} linkVariant={linkVariant} />}
        </>
      )}
    </section>
  );
}

function EstateNotice({ estate: { connection } }: { estate: EstateState }) {
  if (connection.state === "signed-out") {
    return (
      <Notice
        tone="danger"
        announce
        title="You are signed out, so the estate cannot be read"
        action={
          <Link href="/sign-in" className={buttonClass({ size: "sm" })}>
            Sign in
          </Link>
        }
      />
    );
  }
  return connection.state === "cut" ? <ProblemNotice problem={connection.problem} announce /> : null;
}

function Waiting({ estate }: { estate: EstateState }) {
  if (estate.snapshot.id !== "") {
    return <p className="text-ink-2">Mend the tag on the left to see what the policy would do.</p>;
  }
  if (estate.connection.state === "signed-out" || estate.connection.state === "cut") return null;
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      <p className="text-ink-2">Reading the estate…</p>
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
  );
}
