"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { throttle, useQueryStates } from "nuqs";
import { type ReactNode, useState } from "react";
import type { EstateState } from "#components/estate/estate-store.ts";
import { CAPABILITIES } from "#components/reach/capability-words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProblemNotice } from "#components/ui/problem-notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { DraftScope } from "#lib/inventory/draft-tags.ts";
import type { Filter } from "#lib/inventory/view.ts";
import type { VariantName } from "#lib/policy/variants.ts";
import { knownField } from "./break-down-field.ts";
import { BreakdownTable } from "./breakdown-table.tsx";
import { CapabilityChange } from "./capability-change.tsx";
import type { Consequences } from "./consequences.ts";
import { consequencesUrl, type DraftName } from "./consequences-url.ts";
import { DraftChoice } from "./draft-choice.tsx";
import type { ListedChange } from "./listed-change.ts";
import type { PolicySide } from "./policy-side.ts";
import { RoleMatrix } from "./role-matrix.tsx";
import { SafeOrderStepper } from "./safe-order-stepper.tsx";
import { useConsequences } from "./use-consequences.ts";
import { useCoverageFile } from "./use-coverage-file.ts";

const ChangeSheet = dynamic(() => import("./change-sheet.tsx").then((file) => file.ChangeSheet), { ssr: false });

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
  const { tags, q: text, f: filters, cap: capability } = url;
  const { estate, consequences, recounting } = useConsequences({ before, after, tag, draft: draftScope(url) });
  const file = useCoverageFile();
  const [listed, setListed] = useState<ListedChange | null>(null);
  const link = consequences?.draft === null ? linkVariant : null;
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
        draft={tags}
        text={text}
        filters={filters}
        consequences={consequences}
        onDraft={(next) => setUrl({ tags: next })}
        onText={(next) => setUrl({ q: next })}
        onFilters={(next) => setUrl({ f: next })}
      />
      <EstateNotice estate={estate} />
      {consequences === null ? (
        <Waiting estate={estate} />
      ) : (
        <>
          {same && consequences.draft === null && <Notice title="This is the policy in force: nothing changes." />}
          {consequences.atLeast && <p className="text-ink-2">{gapSentence(consequences)}</p>}
          {CAPABILITIES.map((each) => (
            <CapabilityChange key={each} capability={each} consequences={consequences} linkVariant={link} onList={setListed} />
          ))}
          <BreakdownTable
            consequences={consequences}
            capability={capability}
            field={knownField(url.by)}
            onCapability={(next) => setUrl({ cap: next })}
            onField={(next) => setUrl({ by: next })}
            onList={setListed}
            onDownload={() => void file.download(consequences, null)}
            downloading={file.making}
          />
          <RoleMatrix consequences={consequences} />
          {tagMatters && <SafeOrderStepper standing={consequences.standing} linkVariant={linkVariant} />}
          {listed !== null && (
            <ChangeSheet
              consequences={consequences}
              listed={listed}
              onDownload={() => void file.download(consequences, listed)}
              downloading={file.making}
              onClose={() => setListed(null)}
            />
          )}
        </>
      )}
    </section>
  );
}

/** Null for today's tags. */
function draftScope({ tags, q: text, f: filters }: { tags: DraftName; q: string; f: readonly Filter[] }): DraftScope | null {
  if (tags === "today") return null;
  return tags === "blocked" ? { kind: "blocked" } : { kind: "found", query: { text, filters } };
}

function gapSentence({ standing: { reading, gaps, cells } }: Consequences): string {
  if (reading) return "The estate is still being read: counts grow.";
  return `${gaps} of ${cells} account-regions could not be read: counts are “at least”.`;
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
