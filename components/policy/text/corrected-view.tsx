"use client";

import { useMemo, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { correctionDiff } from "#lib/policy/correction-diff.ts";
import type { Finding } from "#lib/policy/findings/finding.ts";
import type { RolePolicies } from "#lib/policy/named-policy.ts";
import type { ChangeReason, Correction } from "#lib/policy/rewrite/correction.ts";
import { correctionPairs } from "../diff/correction-pairs.ts";
import { PolicyDiff } from "../diff/policy-diff.tsx";
import { FindingsList } from "../findings/findings-list.tsx";
import { Proof } from "../findings/proof.tsx";
import type { RoleAnalysis } from "../input/use-role-analysis.ts";
import type { PolicyUrl, SetPolicyUrl } from "../use-policy-url.ts";
import { OutputPanel, type StatementMark } from "./output-panel.tsx";

export type CorrectedViewProps = { analysis: RoleAnalysis; url: PolicyUrl; setUrl: SetPolicyUrl };

/** The user's role as it should be: to copy, with the proof that it does what it must, and what was changed and why. */
export function CorrectedView({ analysis: { own, correction, leftFindings, settled }, url, setUrl }: CorrectedViewProps) {
  const role = own?.role ?? null;
  if (role === null || correction === null) {
    if (own === null || role !== null) return <Waiting />;
    return (
      <Notice tone="warning" title="There is no corrected role yet">
        It is made from the role as it is, once all of its texts are read. Look at “Your role”.
      </Notice>
    );
  }
  return (
    <div aria-busy={!settled} className="contents">
      <Corrected role={role} correction={correction} findings={leftFindings} settled={settled} url={url} setUrl={setUrl} />
    </div>
  );
}

type CorrectedProps = Pick<CorrectedViewProps, "url" | "setUrl"> & {
  role: RolePolicies;
  correction: Correction;
  findings: readonly Finding[] | null;
  settled: boolean;
};

function Corrected({ role, correction, findings, settled, url, setUrl }: CorrectedProps) {
  const [show, setShow] = useState<{ policy: number; statement: number } | null>(null);
  const { policies, changes, checks } = correction;
  const pairs = useMemo(() => correctionPairs(role.policies, correction), [role, correction]);
  // IAM takes no policy without a statement: one of which nothing is left is to be deleted, and has no text.
  const kept = useMemo(() => policies.filter(({ document }) => document.Statement.length > 0), [policies]);
  const gone = policies.filter((policy) => !kept.includes(policy));
  const marks = useMemo(
    () =>
      changes.flatMap(({ policy, after, reason, sentence }): readonly StatementMark[] => {
        const of = policies[policy];
        const at = of === undefined ? -1 : kept.indexOf(of);
        return after.map((statement) => ({ policy: at, statement, title: sentence, ...SIGNS[reason] }));
      }),
    [changes, policies, kept],
  );
  return (
    <>
      <OutputPanel
        policies={kept}
        use="role"
        format={url.format}
        shape={url.shape}
        settled={settled}
        marks={marks}
        show={show}
        onFormat={(format) => setUrl({ format })}
        onShape={(shape) => setUrl({ shape })}
      >
        <p className="px-3 pb-3 text-xs text-ink-2 sm:px-4">
          <span className="font-medium text-reachable">+</span> new, <span className="font-medium text-tag">~</span> changed,
          without a mark: kept to the letter. Take this in the place of the role’s policies; do not add it to them.
        </p>
      </OutputPanel>
      {gone.length > 0 && (
        <Notice tone="warning" title={`Nothing is left of ${gone.map(({ name }) => name || "a policy").join(", ")}`}>
          Delete it from the role: IAM takes no policy without a statement.
        </Notice>
      )}
      <Proof checks={checks} />
      {findings !== null && (
        <FindingsList
          heading="Still found in the corrected role"
          findings={findings}
          settled={settled}
          policyNames={policies.map(({ name }) => name)}
          onShow={({ policy, statement }) => {
            if (policy === null) return;
            setUrl({ format: "json" });
            const of = policies[policy];
            setShow({ policy: of === undefined ? -1 : kept.indexOf(of), statement: statement ?? 0 });
          }}
        />
      )}
      <PolicyDiff
        heading="Against the role as it was"
        pairs={pairs}
        text={() => correctionDiff(role.policies, correction)}
        look={url.diff}
        onLook={(diff) => setUrl({ diff })}
      />
    </>
  );
}

const NEW = { sign: "+", ink: "text-reachable" };
const OTHER = { sign: "~", ink: "text-tag" };

const SIGNS: Readonly<Record<ChangeReason, { sign: string; ink: string }>> = {
  "replaced-by-tagged-set": OTHER,
  "moved-to-wildcard-resource": OTHER,
  "kept-under-deny": OTHER,
  narrowed: OTHER,
  "tagged-set": NEW,
  guard: NEW,
  empty: OTHER,
  version: OTHER,
};

function Waiting() {
  return (
    <div aria-busy="true" className="panel flex flex-col gap-3 p-4">
      <p className="text-ink-2">Reading the role…</p>
      <Skeleton className="h-40" />
    </div>
  );
}
