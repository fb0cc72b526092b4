"use client";

import { useEffect, useMemo, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { whenIdle } from "#components/ui/when-idle.ts";
import type { Finding } from "#lib/policy/findings/finding.ts";
import type { TextSpan } from "#lib/policy/source/policy-read.ts";
import { findingId } from "./findings/finding-id.ts";
import { VariantView } from "./text/variant-view.tsx";
import { useKey } from "./use-key.ts";
import type { PolicyStudio } from "./use-policy-studio.ts";
import type { RoleActions } from "./use-role-actions.ts";
import { ViewChoice, viewsOf } from "./view-choice.tsx";

const CorrectedView = onDemand(() => import("./text/corrected-view.tsx").then((file) => file.CorrectedView));
const DashboardView = onDemand(() => import("./text/dashboard-view.tsx").then((file) => file.DashboardView));
const GivenView = onDemand(() => import("./input/given-view.tsx").then((file) => file.GivenView));
const GuardView = onDemand(() => import("./guard/guard-view.tsx").then((file) => file.GuardView));

export type StudioViewProps = { studio: PolicyStudio; actions: RoleActions };

/** The middle of the screen. */
export function StudioView({ studio, actions }: StudioViewProps) {
  const { isOwn, view, setUrl } = studio;
  useEffect(
    () =>
      whenIdle(() => {
        for (const part of [CorrectedView, DashboardView, GivenView, GuardView]) part.preload();
      }),
    [],
  );
  useKey("1234", (key) => {
    const next = viewsOf(isOwn)[Number(key) - 1];
    if (next !== undefined) setUrl({ view: next });
  });
  return (
    <>
      <ViewChoice isOwn={isOwn} view={view} onChange={(next) => setUrl({ view: next })} />
      <View studio={studio} actions={actions} />
    </>
  );
}

function View({ studio, actions }: StudioViewProps) {
  const { url, setUrl, view, variant, usable, keyFault, valueFault, analysis, policies } = {
    ...studio,
    variant: studio.url.variant,
  };
  if (view === "given") return <Given studio={studio} actions={actions} />;
  if (usable === null) {
    return (
      <Notice tone="warning" title="There is no policy to copy yet">
        {keyFault} {valueFault}
      </Notice>
    );
  }
  if (view === "guard") return <GuardView options={usable} url={url} setUrl={setUrl} />;
  if (view === "dashboard") return <DashboardView options={usable} url={url} setUrl={setUrl} />;
  if (variant === "own") return <CorrectedView analysis={analysis} url={url} setUrl={setUrl} />;
  if (policies === null) return null;
  return <VariantView variant={variant} policies={policies} options={usable} url={url} setUrl={setUrl} />;
}

function Given({ studio, actions }: StudioViewProps) {
  const { texts, analysis, estate, setUrl } = studio;
  const [show, setShow] = useState<{ textId: string; span: TextSpan } | null>(null);
  const { cells } = estate.snapshot;
  const suggestions = useMemo(
    () => ({
      "AWS::AccountId": [...new Set(cells.map(({ account }) => account))],
      "AWS::Region": [...new Set(cells.map(({ region }) => region))],
      "AWS::Partition": [...new Set(cells.map(({ partition }) => partition))],
    }),
    [cells],
  );

  function showStatement(finding: Finding) {
    history.replaceState(null, "", `#${findingId(finding)}`);
    const origin = finding.policy === null ? undefined : analysis.own?.origins[finding.policy];
    const span = finding.statement === null ? undefined : origin?.source.statements[finding.statement];
    if (origin === undefined) return;
    if (origin.textId !== texts.openId) actions.open(origin.textId);
    setShow({ textId: origin.textId, span: span ?? { from: 0, to: 0 } });
  }

  return (
    <GivenView
      state={texts}
      analysis={analysis}
      show={show !== null && show.textId === texts.openId ? show.span : null}
      suggestions={suggestions}
      onText={(id, text) => actions.edit(id, { text })}
      onValues={actions.setValues}
      onShow={showStatement}
      onPick={(finding) => {
        history.replaceState(null, "", `#${findingId(finding)}`);
        const item = document.getElementById(findingId(finding));
        item?.scrollIntoView({ block: "center" });
        item?.focus({ preventScroll: true });
      }}
      onFix={actions.fix}
      onUndo={actions.undo}
      onCorrected={() => setUrl({ view: "policy" })}
    />
  );
}
