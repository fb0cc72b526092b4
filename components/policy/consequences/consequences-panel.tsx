"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { EstateState } from "#components/estate/estate-store.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import { CapabilityChange } from "./capability-change.tsx";
import type { PolicySide } from "./policy-side.ts";
import { SafeOrderStepper } from "./safe-order-stepper.tsx";
import { useConsequences } from "./use-consequences.ts";

export type ConsequencesPanelProps = {
  /** The policy in force; null while it is not known (a role that is being read, a paste that makes no policy). */
  before: PolicySide | null;
  /** The policy on screen; null while what is typed makes no policy. */
  after: PolicySide | null;
  /** The tag that the policy on screen asks for. */
  tag: TagSpec;
  /** The picker of the policy in force. */
  inForce: ReactNode;
  /** The policy on screen, where the instances screen can show it too: it knows the estate's own tag and partition. */
  linkVariant: VariantName | null;
  /** The policy on screen asks for the tag. */
  tagMatters: boolean;
  /** The policy on screen is the one in force. */
  same: boolean;
};

/** Who keeps, gains and loses what if the policy on screen takes the place of the one in force, with today's tags. */
export function ConsequencesPanel({ before, after, tag, inForce, linkVariant, tagMatters, same }: ConsequencesPanelProps) {
  const { estate, consequences } = useConsequences({ before, after, tag });
  return (
    <section aria-labelledby="consequences" className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 id="consequences" className="text-base font-semibold">
          Consequences with today’s tags
        </h2>
        <p className="mt-0.5 text-ink-2">If this policy takes the place of the one in force now.</p>
      </div>
      {inForce}
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
