"use client";

import { useMemo } from "react";
import { findExemptionProblems } from "#lib/policy/guard-exemptions.ts";
import type { GuardForm } from "#lib/policy/guard-policy.ts";
import { requestedPolicies } from "#lib/policy/requested-policies.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import { OutputPanel } from "../text/output-panel.tsx";
import type { PolicyUrl, SetPolicyUrl } from "../use-policy-url.ts";
import { GuardPanel } from "./guard-panel.tsx";

export type GuardViewProps = { options: CorrectionOptions; url: PolicyUrl; setUrl: SetPolicyUrl };

/** The policy that keeps others from setting the tag. */
export function GuardView({ options, url, setUrl }: GuardViewProps) {
  const { form, exempt } = url;
  const policies = useMemo(() => requestedPolicies({ kind: "guard", form, exempt }, options), [form, exempt, options]);
  return (
    <>
      <GuardPanel
        form={form}
        exempt={exempt}
        faults={findExemptionProblems(exempt, options.partition).map(({ title }) => title)}
        onForm={(next) => setUrl({ form: next })}
        onExempt={(next) => setUrl({ exempt: [...next] })}
      />
      <OutputPanel
        policies={policies}
        use={form === "scp" ? "scp" : "role"}
        hint={HINTS[form]}
        format={url.format}
        shape={url.shape}
        onFormat={(format) => setUrl({ format })}
        onShape={(shape) => setUrl({ shape })}
      />
    </>
  );
}

const HINTS: Readonly<Record<GuardForm, string>> = {
  scp: "A whole policy: paste it as a service control policy in AWS Organizations.",
  boundary: "A whole policy: make it a managed policy, and set that as the role’s boundary.",
};
