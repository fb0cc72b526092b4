"use client";

import { useEstate } from "#components/estate/use-estate.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { tagFaults } from "#lib/policy/policy-request.ts";
import { renderVariant, type VariantName } from "#lib/policy/variants.ts";
import { ConsequencesPanel } from "./consequences/consequences-panel.tsx";
import { variantSide } from "./consequences/policy-side.ts";
import { InForceSelect } from "./in-force-select.tsx";
import { PolicyDiff } from "./diff/policy-diff.tsx";
import { documentsOf } from "./text/policy-documents.ts";
import { PolicyInputsPanel } from "./input/policy-inputs-panel.tsx";
import { PolicyTextPanel } from "./text/policy-text-panel.tsx";
import { usePolicyUrl } from "./use-policy-url.ts";
import type { VariantRequest } from "./variant-request.ts";

export type PolicyScreenProps = {
  /** The tag that the estate is read for. */
  estateTag: TagSpec;
  /** The policy in force until one picks another. */
  configured: VariantName;
};

/** Left: what goes into the policy. Middle: its text. Right: what it would do. */
export function PolicyScreen({ estateTag, configured }: PolicyScreenProps) {
  const [url, setUrl] = usePolicyUrl();
  const { variant, partition, shape } = url;
  const tag = { key: url.key ?? estateTag.key, value: url.value ?? estateTag.value };
  const inForce = url.policy ?? configured;

  // The estate's own tag is taken as it is: the configuration has checked it.
  const keyFault = url.key === null ? "" : tagFaults(tag, "key").join(" ");
  const valueFault = url.value === null ? "" : tagFaults(tag, "value").join(" ");
  const request: VariantRequest | null = keyFault === "" && valueFault === "" ? { variant, partition, shape, tag } : null;

  const estate = useEstate();
  const estatePartition = estate.snapshot.cells[0]?.partition;
  const isEstateTag = tag.key === estateTag.key && tag.value === estateTag.value;
  const isEstatePartition = estatePartition === undefined || estatePartition === partition;

  return (
    <div className="mx-auto grid w-full max-w-[120rem] grid-cols-1 gap-x-6 gap-y-6 px-3 py-5 sm:px-6 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[18rem_minmax(0,1fr)_22rem] xl:grid-rows-[auto_auto_1fr]">
      <header className="lg:col-span-full">
        <h1 className="text-xl font-semibold">Policy</h1>
        <p className="mt-0.5 max-w-prose text-ink-2">
          The SSM statements of Cado’s role, as text to paste, and what they would do to this estate before anything is changed.
          Nothing here writes to AWS.
        </p>
      </header>

      <div className="min-w-0 lg:row-span-3 xl:row-span-2">
        <PolicyInputsPanel
          variant={variant}
          partition={partition}
          tag={tag}
          keyFault={keyFault}
          valueFault={valueFault}
          documents={documentsOf(renderVariant({ variant, partition, tag }))}
          tagMatters={variant !== "documented-default"}
          onVariant={(next) => setUrl({ variant: next })}
          onPartition={(next) => setUrl({ partition: next })}
          onKey={(key) => setUrl({ key: key === estateTag.key ? null : key })}
          onValue={(value) => setUrl({ value: value === estateTag.value ? null : value })}
        />
      </div>

      <div className="flex min-w-0 flex-col gap-6 lg:col-start-2">
        {!isEstatePartition && (
          <Notice tone="warning" title={`This estate is in ${estatePartition}, this policy is for ${partition}`}>
            Its ARNs match nothing of the estate. Choose the partition {estatePartition} on the left.
          </Notice>
        )}
        {request === null ? (
          <Notice tone="warning" title="There is no policy to copy yet">
            {keyFault} {valueFault}
          </Notice>
        ) : (
          <PolicyTextPanel request={request} onShape={(next) => setUrl({ shape: next })} />
        )}
      </div>

      <div className="min-w-0 lg:col-start-2 xl:col-start-3 xl:row-span-2 xl:row-start-2">
        <ConsequencesPanel
          before={variantSide(inForce, estatePartition ?? "aws", estateTag)}
          after={request === null ? null : variantSide(variant, partition, tag)}
          tag={tag}
          inForce={<InForceSelect value={inForce} onChange={(next) => setUrl({ policy: next === configured ? null : next })} />}
          linkVariant={request !== null && isEstateTag && isEstatePartition ? variant : null}
          tagMatters={variant !== "documented-default"}
          same={isEstateTag && isEstatePartition && variant === inForce}
        />
      </div>

      {request !== null && (
        <div className="min-w-0 lg:col-start-2 xl:row-start-3">
          <PolicyDiff request={request} />
        </div>
      )}
    </div>
  );
}
