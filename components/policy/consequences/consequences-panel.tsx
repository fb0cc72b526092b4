"use client";

import Link from "next/link";
import { throttle, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import type { EstateState } from "#components/estate/estate-store.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { DraftScope } from "#lib/inventory/draft-tags.ts";
import type { Filter } from "#lib/inventory/view.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import { consequencesUrl, type DraftName } from "./consequences-url.ts";
import { CountedConsequences } from "./counted-consequences.tsx";
import { DraftChoice } from "./draft-choice.tsx";
import type { PolicySide } from "./policy-side.ts";
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

/** Who keeps, gains and loses what if the policy on screen takes the place of the one in force. */
export function ConsequencesPanel({ before, after, tag, inForce, linkVariant, tagMatters, same }: ConsequencesPanelProps) {
  const [url, setUrl] = useQueryStates(consequencesUrl, { history: "replace", limitUrlUpdates: throttle(300) });
  const { estate, consequences, recounting } = useConsequences({ before, after, tag, draft: draftScope(url) });
  return (
    <section aria-labelledby="consequences" aria-busy={recounting} className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 id="consequences" className="text-base font-semibold">
          Consequences
        </h2>
        <p className="mt-0.5 text-ink-2">If this policy takes the place of the one in force now.</p>
      </div>
      {inForce}
      <DraftChoice
        draft={url.tags}
        text={url.q}
        filters={url.f}
        consequences={consequences}
        onDraft={(next) => setUrl({ tags: next })}
        onText={(next) => setUrl({ q: next })}
        onFilters={(next) => setUrl({ f: next })}
      />
      <EstateNotice estate={estate} />
      {consequences === null ? (
        <Waiting estate={estate} />
      ) : (
        // A count that takes longer than one notices shows that it is one of before.
        <div className={classNames("flex flex-col gap-4 transition-opacity", recounting && "opacity-60 delay-300")}>
          <CountedConsequences consequences={consequences} linkVariant={linkVariant} tagMatters={tagMatters} same={same} />
        </div>
      )}
    </section>
  );
}

/** Null for today's tags. */
function draftScope({ tags, q: text, f: filters }: { tags: DraftName; q: string; f: readonly Filter[] }): DraftScope | null {
  if (tags === "today") return null;
  return tags === "blocked" ? { kind: "blocked" } : { kind: "found", query: { text, filters } };
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
    return <p className="text-ink-2">There are no two policies to compare yet: mend what is marked on the left.</p>;
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
