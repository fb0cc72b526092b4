"use client";

import { Download } from "lucide-react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { POLICY_FORMATS, type PolicyFormat, type PolicyShape, type PolicyUse, SHAPES } from "#lib/policy/render/policy-format.ts";
import { renderPolicies } from "#lib/policy/render/render-policies.ts";
import { downloadText } from "../download-text.ts";
import { useKey } from "../use-key.ts";
import { FORMAT_WORDS, SHAPE_WORDS } from "./format-words.ts";
import { type LineMark, PolicyCode } from "./policy-code.tsx";
import { QuotaMeter } from "./quota-meter.tsx";
import { roleQuotaUses, scpQuotaUse } from "./quota-uses.ts";
import { statementLines } from "./statement-lines.ts";

/** A mark beside one statement. */
export type StatementMark = Omit<LineMark, "first" | "last"> & { policy: number; statement: number };

export type OutputPanelProps = {
  policies: readonly NamedPolicy[];
  use: PolicyUse;
  format: PolicyFormat;
  shape: PolicyShape;
  /** False while the text is still that of the options before: it is not copied then. */
  settled?: boolean;
  /** Drawn in the JSON text. */
  marks?: readonly StatementMark[];
  /** The statement to scroll to: another object each time. */
  show?: { policy: number; statement: number } | null;
  onFormat: (format: PolicyFormat) => void;
  onShape: (shape: PolicyShape) => void;
  /** What a whole JSON policy is for, where that is another thing than a policy of a role. */
  hint?: string;
  /** What is worth saying about the text, above it. */
  children?: ReactNode;
};

const NO_MARKS: readonly StatementMark[] = [];

/** Policies as text that can be pasted or saved as it is: one format, one policy at a time. */
export function OutputPanel(props: OutputPanelProps) {
  const {
    policies,
    use,
    format,
    shape,
    marks = NO_MARKS,
    show = null,
    onFormat,
    onShape,
    hint,
    settled = true,
    children,
  } = props;
  const [picked, setPicked] = useState<{ at: number; show: unknown }>({ at: 0, show: null });
  // What is shown wins until the next pick.
  const wanted = show !== null && picked.show !== show ? show.policy : picked.at;
  const at = wanted >= 0 && wanted < policies.length ? wanted : 0;
  const policy = policies[at];
  const rendered = useMemo(() => renderPolicies(policies, format, { shape, use })[at], [policies, format, shape, use, at]);
  const ranges = useMemo(
    () => (policy && format === "json" ? statementLines(policy.document, shape) : []),
    [policy, format, shape],
  );
  const lineMarks = useMemo(
    () =>
      marks.flatMap(({ policy: of, statement, ...mark }) => {
        const range = of === at ? ranges[statement] : undefined;
        return range === undefined ? [] : [{ ...mark, ...range }];
      }),
    [marks, ranges, at],
  );
  const shownLines = useMemo(
    () => (show !== null && show.policy === at ? (ranges[show.statement] ?? null) : null),
    [show, ranges, at],
  );
  const copy = useRef<HTMLSpanElement>(null);
  useKey("c", () => copy.current?.querySelector("button")?.click());
  if (policy === undefined || rendered === undefined) return null;
  const { text, fileName, mediaType } = rendered;

  return (
    <section aria-label="The policy" className="panel min-w-0">
      <Tabs
        label="Format"
        value={format}
        onChange={onFormat}
        className="pt-2"
        tabs={POLICY_FORMATS.map((name) => ({
          value: name,
          label: FORMAT_WORDS[name].label,
          panel: (
            <>
              <div className="flex flex-wrap items-center gap-2 px-3 py-3 sm:px-4">
                <div className="min-w-48 flex-1">
                  <Segmented
                    legend="Shape of the text"
                    size="sm"
                    value={shape}
                    onChange={onShape}
                    options={SHAPES.map((one) => ({ value: one, label: SHAPE_WORDS[one].label }))}
                  />
                  <p className="mt-1 text-xs text-ink-2">
                    {shape === "document" ? (name === "json" && hint) || FORMAT_WORDS[name].hint : SHAPE_WORDS[shape].hint}
                  </p>
                </div>
                <span ref={copy}>
                  <CopyButton
                    text={text}
                    label="Copy policy"
                    variant="primary"
                    size="lg"
                    disabled={!settled}
                    className="min-w-36"
                  />
                </span>
                <Button
                  size="lg"
                  disabled={!settled}
                  onClick={() => downloadText(fileName, mediaType, text)}
                  aria-label={`Download ${fileName}`}
                >
                  <Download aria-hidden="true" className="size-4" />
                  Download
                </Button>
              </div>
              {policies.length > 1 && (
                <PolicyPicker policies={policies} at={at} onPick={(next) => setPicked({ at: next, show })} />
              )}
              {children}
              <PolicyCode text={text} format={name} marks={lineMarks} show={shownLines} />
            </>
          ),
        }))}
      />
      <div className="px-3 py-3 sm:px-4">
        <QuotaMeter uses={use === "scp" ? [scpQuotaUse(text)] : roleQuotaUses(policy, policies)} />
      </div>
    </section>
  );
}

type PolicyPickerProps = { policies: readonly NamedPolicy[]; at: number; onPick: (at: number) => void };

function PolicyPicker({ policies, at, onPick }: PolicyPickerProps) {
  return (
    <div className="overflow-x-auto px-3 pb-3 sm:px-4">
      <Segmented
        legend="Policy of the role"
        size="sm"
        value={String(at)}
        onChange={(value) => onPick(Number(value))}
        options={policies.map(({ name }, index) => ({ value: String(index), label: name || `Policy ${index + 1}` }))}
      />
    </div>
  );
}
