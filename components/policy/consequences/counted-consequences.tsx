"use client";

import { throttle, useQueryStates } from "nuqs";
import { memo, useState } from "react";
import { CAPABILITIES } from "#components/reach/capability-words.ts";
import { Notice } from "#components/ui/notice.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { VariantName } from "#lib/policy/variants.ts";
import { knownField } from "./break-down-field.ts";
import { BreakdownTable } from "./breakdown-table.tsx";
import { CapabilityChange } from "./capability-change.tsx";
import type { Consequences } from "./consequences.ts";
import { consequencesUrl } from "./consequences-url.ts";
import type { ListedChange } from "./listed-change.ts";
import { RoleMatrix } from "./role-matrix.tsx";
import { SafeOrderStepper } from "./safe-order-stepper.tsx";
import { useCoverageFile } from "./use-coverage-file.ts";

const ChangeSheet = onDemand(() => import("./change-sheet.tsx").then((file) => file.ChangeSheet));

export type CountedConsequencesProps = {
  consequences: Consequences;
  linkVariant: VariantName | null;
  tagMatters: boolean;
  same: boolean;
};

/** The counts, as tables and lists. Not drawn again while somebody types: only a new count changes it. */
export const CountedConsequences = memo(function CountedConsequences({
  consequences,
  linkVariant,
  tagMatters,
  same,
}: CountedConsequencesProps) {
  const [{ by, cap: capability }, setUrl] = useQueryStates(consequencesUrl, {
    history: "replace",
    limitUrlUpdates: throttle(300),
  });
  const file = useCoverageFile();
  const [listed, setListed] = useState<ListedChange | null>(null);
  const { nodes, gaps, cells, reading } = consequences.standing;
  if (nodes === 0 && gaps > 0 && !reading) {
    return (
      <Notice tone="warning" title="Who keeps, gains and loses is not known">
        {gaps === cells
          ? "Nothing of the estate could be read."
          : `No instance was listed, and ${gaps} of ${cells} account-regions could not be read.`}{" "}
        The Instances screen says what is in the way.
      </Notice>
    );
  }
  return (
    <>
      {same && consequences.draft === null && <Notice title="This is the policy in force: nothing changes." />}
      {consequences.atLeast && <p className="text-ink-2">{gapSentence(consequences)}</p>}
      {CAPABILITIES.map((each) => (
        <CapabilityChange
          key={each}
          capability={each}
          consequences={consequences}
          linkVariant={consequences.draft === null ? linkVariant : null}
          onList={setListed}
        />
      ))}
      <BreakdownTable
        consequences={consequences}
        capability={capability}
        field={knownField(by)}
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
  );
});

function gapSentence({ standing: { reading, gaps, cells } }: Consequences): string {
  if (reading) return "The estate is still being read: counts grow.";
  return `${gaps} of ${cells} account-regions could not be read: counts are “at least”.`;
}
