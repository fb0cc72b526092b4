"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { renderRequestedPolicies } from "#lib/policy/policy-request.ts";
import { policySize } from "#lib/policy/policy-size.ts";
import type { PolicyShape } from "#lib/policy/render/policy-format.ts";
import { downloadText } from "../download-text.ts";
import { QuotaMeter } from "./quota-meter.tsx";
import { toPolicyRequest, type VariantRequest } from "../variant-request.ts";

export type PolicyTextPanelProps = { request: VariantRequest; onShape: (shape: PolicyShape) => void };

const SHAPES = [
  { shape: "document", label: "Document", hint: "A whole policy: paste it as a managed or an inline policy." },
  {
    shape: "statements",
    label: "Statements alone",
    hint: "For a policy that has others: put these into its list of statements.",
  },
] as const satisfies readonly { shape: PolicyShape; label: string; hint: string }[];

/** The policy as text: read, copied, saved. */
export function PolicyTextPanel({ request, onShape }: PolicyTextPanelProps) {
  const text = textOf(request);
  return (
    <section aria-label="The policy" className="panel min-w-0">
      <Tabs
        label="Shape of the text"
        value={request.shape}
        onChange={onShape}
        className="px-3 pt-2 sm:px-4"
        tabs={SHAPES.map(({ shape, label, hint }) => ({
          value: shape,
          label,
          panel: (
            <>
              <div className="flex flex-wrap items-center gap-2 py-3">
                <p className="min-w-48 flex-1 text-ink-2">{hint}</p>
                <CopyButton text={text} label="Copy policy" variant="primary" size="lg" className="min-w-36" />
                <Button
                  size="lg"
                  onClick={() => downloadText(fileName(request), "application/json", text)}
                  aria-label="Download the policy as a JSON file"
                >
                  <Download aria-hidden="true" className="size-4" />
                  Download
                </Button>
              </div>
              <CodeBlock
                code={text}
                language="json"
                label="Policy text"
                lineNumbers
                className="-mx-3 max-h-[36rem] rounded-none border-y sm:-mx-4"
              />
            </>
          ),
        }))}
      />
      <div className="px-3 py-3 sm:px-4">
        <QuotaMeter characters={policySize(textOf({ ...request, shape: "document" }))} />
      </div>
    </section>
  );
}

function textOf(request: VariantRequest): string {
  return renderRequestedPolicies(toPolicyRequest(request))[0]?.text ?? "";
}

function fileName({ variant, partition, shape }: VariantRequest): string {
  return `cado-ssm-${variant}${partition === "aws" ? "" : `-${partition}`}${shape === "statements" ? "-statements" : ""}.json`;
}
