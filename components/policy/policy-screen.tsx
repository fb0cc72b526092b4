"use client";

import { DropTarget } from "#components/ui/drop-target.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { PolicyInForce } from "#lib/policy/policy-in-force.ts";
import { ConsequencesPanel } from "./consequences/consequences-panel.tsx";
import { CrossCheckPanel } from "./cross-check/cross-check-panel.tsx";
import { InForceSelect } from "./in-force-select.tsx";
import { StudioInputs } from "./studio-inputs.tsx";
import { StudioView } from "./studio-view.tsx";
import { usePolicyStudio } from "./use-policy-studio.ts";
import { useRoleActions } from "./use-role-actions.ts";
import { useSides } from "./use-sides.ts";

export type PolicyScreenProps = {
  /** The tag that the estate is read for. */
  estateTag: TagSpec;
  /** The policy in force until one picks another. */
  configured: PolicyInForce;
};

/** Left: what goes into the policy. Middle: its text. Right: what it would do. */
export function PolicyScreen({ estateTag, configured }: PolicyScreenProps) {
  const studio = usePolicyStudio(estateTag, configured);
  const { url, setUrl, estate, isOwn, options, isPlain, inForce, analysis, policies } = studio;
  const actions = useRoleActions(analysis.own, () => setUrl({ variant: "own", view: null }));
  const estatePartition = estate.snapshot.cells[0]?.partition;
  const isEstateTag = options.tag.key === estateTag.key && options.tag.value === estateTag.value;
  const isEstatePartition = estatePartition === undefined || estatePartition === options.partition;
  const { before, after, roles } = useSides({
    inForce,
    own: analysis.own?.role ?? null,
    shown: policies,
    partition: estatePartition ?? "aws",
    tag: estateTag,
  });

  return (
    <DropTarget words="Drop to read the role’s policies. They stay in this browser." onFiles={actions.takeFiles}>
      <div className="mx-auto grid w-full max-w-[120rem] grid-cols-1 gap-x-6 gap-y-6 px-3 py-5 sm:px-6 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[18rem_minmax(0,1fr)_22rem] lg:grid-rows-[auto_auto_1fr] xl:grid-rows-[auto_1fr]">
        <header className="lg:col-span-full">
          <h1 className="text-xl font-semibold">Policy</h1>
          <p className="mt-0.5 max-w-prose text-ink-2">
            The policies of Cado’s role: what they allow, how they should be, and what that would do to this estate before
            anything is changed. Nothing here writes to AWS.
          </p>
        </header>

        <div className="min-w-0 lg:row-span-2 xl:row-span-1">
          <StudioInputs studio={studio} actions={actions} estateTag={estateTag} />
        </div>

        <div className="flex min-w-0 flex-col gap-4 lg:col-start-2">
          {!isEstatePartition && (
            <Notice tone="warning" title={`This estate is in ${estatePartition}, this policy is for ${options.partition}`}>
              Its ARNs match nothing of the estate. Choose the partition {estatePartition} on the left.
            </Notice>
          )}
          <StudioView studio={studio} actions={actions} />
        </div>

        <div className="flex min-w-0 flex-col gap-6 lg:col-start-2 xl:col-start-3">
          <ConsequencesPanel
            before={before}
            after={after}
            tag={options.tag}
            inForce={
              <InForceSelect
                value={inForce}
                withOwn={isOwn}
                roles={roles}
                onChange={(next) => setUrl({ policy: next === (isOwn ? "own" : configured) ? null : next })}
              />
            }
            linkVariant={url.variant !== "own" && isPlain && isEstateTag && isEstatePartition ? url.variant : null}
            tagMatters={url.variant !== "documented-default"}
            same={before !== null && before.key === after?.key}
          />
          {policies !== null && (
            <CrossCheckPanel
              policies={policies}
              boundary={isOwn ? (analysis.own?.role?.boundary ?? null) : null}
              snapshot={estate.snapshot}
            />
          )}
        </div>
      </div>
    </DropTarget>
  );
}
