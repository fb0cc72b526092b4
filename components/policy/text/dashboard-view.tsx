"use client";

import { useMemo } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { DASHBOARD_PARTS } from "#lib/policy/policy-request.ts";
import { requestedPolicies } from "#lib/policy/requested-policies.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import type { PolicyUrl, SetPolicyUrl } from "../use-policy-url.ts";
import { DASHBOARD_WORDS } from "./dashboard-words.ts";
import { OutputPanel } from "./output-panel.tsx";

export type DashboardViewProps = { options: CorrectionOptions; url: PolicyUrl; setUrl: SetPolicyUrl };

/** What this dashboard itself has to be allowed in each account. */
export function DashboardView({ options, url, setUrl }: DashboardViewProps) {
  const { part } = url;
  const policies = useMemo(() => requestedPolicies({ kind: "dashboard", part }, options), [part, options]);
  return (
    <>
      <section aria-label="The dashboard’s own policies" className="panel flex min-w-0 flex-col gap-1 p-3 sm:px-4">
        <Segmented
          legend="Which of its policies"
          value={part}
          onChange={(next) => setUrl({ part: next })}
          options={DASHBOARD_PARTS.map((one) => ({ value: one, label: DASHBOARD_WORDS[one].label }))}
          className="self-start"
        />
        <p className="text-ink-2">{DASHBOARD_WORDS[part].hint}</p>
      </section>
      <OutputPanel
        policies={policies}
        use="role"
        format={url.format}
        shape={url.shape}
        onFormat={(format) => setUrl({ format })}
        onShape={(shape) => setUrl({ shape })}
      />
    </>
  );
}
