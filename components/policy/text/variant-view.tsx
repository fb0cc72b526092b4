"use client";

import { useMemo, useState } from "react";
import type { Finding } from "#lib/policy/findings/finding.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import type { PolicyDocument } from "#lib/policy/policy-document.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import { unifiedDiff } from "#lib/policy/unified-diff.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { PolicyDiff } from "../diff/policy-diff.tsx";
import { FindingsList } from "../findings/findings-list.tsx";
import { LEVEL_WORDS } from "../findings/level-words.ts";
import { type Analyser, useInTurn } from "../input/use-in-turn.ts";
import type { PolicyUrl, SetPolicyUrl } from "../use-policy-url.ts";
import { OutputPanel, type StatementMark } from "./output-panel.tsx";

export type VariantViewProps = {
  variant: VariantName;
  policies: readonly NamedPolicy[];
  options: CorrectionOptions;
  url: PolicyUrl;
  setUrl: SetPolicyUrl;
};

/** One of the variants: to copy, with what is to be known about it, and against the documented default. */
export function VariantView({ variant, policies, options, url, setUrl }: VariantViewProps) {
  const [show, setShow] = useState<{ policy: number; statement: number } | null>(null);
  const judge = useMemo(
    () =>
      ({ judgeRole }: Analyser) =>
        judgeRole({ policies, boundary: null }, options),
    [policies, options],
  );
  const { value: findings, settled } = useInTurn(judge);
  const marks = useMemo(() => (findings === null || !settled ? [] : findings.flatMap(toMark)), [findings, settled]);
  const { partition, tag } = options;
  const pairs = useMemo(
    () =>
      policies.map(({ name, document }) => ({
        name,
        before: renderVariant({ variant: "documented-default", partition, tag }),
        after: document,
      })),
    [policies, partition, tag],
  );
  return (
    <>
      <OutputPanel
        policies={policies}
        use="role"
        format={url.format}
        shape={url.shape}
        marks={marks}
        show={show}
        onFormat={(format) => setUrl({ format })}
        onShape={(shape) => setUrl({ shape })}
      />
      {findings !== null && (
        <FindingsList
          findings={findings}
          settled={settled}
          policyNames={[]}
          onShow={({ policy, statement }) => {
            if (policy === null) return;
            setUrl({ format: "json" });
            setShow({ policy, statement: statement ?? 0 });
          }}
        />
      )}
      {variant !== "documented-default" && (
        <PolicyDiff
          heading="Against the documented default"
          pairs={pairs}
          text={() =>
            pairs
              .map((pair) =>
                unifiedDiff(documentedDefault(pair.before), { name: pair.name, kind: "managed", document: pair.after }),
              )
              .join("")
          }
          look={url.diff}
          onLook={(diff) => setUrl({ diff })}
        />
      )}
    </>
  );
}

function documentedDefault(document: PolicyDocument): NamedPolicy {
  return { name: "cado-ssm-documented-default", kind: "managed", document };
}

function toMark({ level, policy, statement, title }: Finding): readonly StatementMark[] {
  if (policy === null || statement === null) return [];
  const { sign, ink } = LEVEL_WORDS[level];
  return [{ policy, statement, title, sign, ink }];
}
