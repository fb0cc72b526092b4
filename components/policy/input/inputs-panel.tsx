"use client";

import type { ReactNode } from "react";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import type { StudioOptions } from "../studio-options.ts";
import type { NamedDocument } from "../text/policy-documents.ts";
import type { PolicyUrl, SetPolicyUrl } from "../use-policy-url.ts";
import { OptionSwitches } from "./option-switches.tsx";
import { type Place, PlaceChoice } from "./place-choice.tsx";
import { type Start, StartChoice } from "./start-choice.tsx";
import { TagFields } from "./tag-fields.tsx";

export type InputsPanelProps = {
  url: PolicyUrl;
  setUrl: SetPolicyUrl;
  estateTag: { key: string; value: string };
  studio: StudioOptions;
  accounts: readonly Place<AccountId>[];
  regions: readonly Place<RegionName>[];
  documents: readonly NamedDocument[];
  onStart: (start: Start) => void;
  /** The texts of the user's role, where that is what is started from. */
  children?: ReactNode;
};

/** What goes into the policy. */
export function InputsPanel(props: InputsPanelProps) {
  const { url, setUrl, estateTag, studio, accounts, regions, documents, onStart, children } = props;
  const { options, keyFault, valueFault } = studio;
  const isOwn = url.variant === "own";
  const hasOptions = isOwn || url.variant === "corrected";
  return (
    <section aria-label="Inputs" className="flex flex-col gap-5">
      <StartChoice value={url.variant} onChange={onStart} />
      {children}
      {hasOptions && (
        <div className="flex flex-col gap-2">
          <OptionSwitches options={options} withGuard={isOwn} onChange={(option, on) => setUrl({ [option]: on })} />
          <PlaceChoice
            noun="account"
            places={accounts}
            chosen={options.accounts}
            onChange={(chosen) => setUrl({ accounts: chosen })}
          />
          <PlaceChoice
            noun="region"
            places={regions}
            chosen={options.regions}
            onChange={(chosen) => setUrl({ regions: chosen })}
          />
        </div>
      )}
      <TagFields
        partition={url.partition}
        tag={options.tag}
        keyFault={keyFault}
        valueFault={valueFault}
        tagMatters={url.variant !== "documented-default"}
        onPartition={(partition) => setUrl({ partition })}
        onKey={(key) => setUrl({ key: key === estateTag.key ? null : key })}
        onValue={(value) => setUrl({ value: value === estateTag.value ? null : value })}
      />
      {documents.length > 0 && (
        <div>
          <h2 className="mb-1.5 text-xs font-medium text-ink-2">SSM documents it allows</h2>
          <ul className="flex flex-col gap-2">
            {documents.map((document) => (
              <li key={document.name} className="min-w-0">
                <span className="ident block break-all">{document.name}</span>
                <span className="block text-xs text-ink-3">{document.purpose}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
