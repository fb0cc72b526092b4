"use client";

import type { ReactNode } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import type { PolicyView } from "./policy-url.ts";

export type ViewChoiceProps = { isOwn: boolean; view: PolicyView; onChange: (view: PolicyView) => void };

const WORDS: Readonly<Record<PolicyView, ReactNode>> = {
  given: "Your role",
  policy: "Corrected",
  guard: "Guard",
  dashboard: (
    <>
      Dashboard<span className="max-sm:sr-only">’s own</span>
    </>
  ),
};

/** The views that there are, in the order of the keys 1 to 4. */
export function viewsOf(isOwn: boolean): readonly PolicyView[] {
  return isOwn ? ["given", "policy", "guard", "dashboard"] : ["policy", "guard", "dashboard"];
}

/** What the middle shows. */
export function ViewChoice({ isOwn, view, onChange }: ViewChoiceProps) {
  return (
    <Segmented
      legend="What to show"
      value={view}
      onChange={onChange}
      className="w-full sm:self-start sm:w-auto"
      options={viewsOf(isOwn).map((one) => ({ value: one, label: one === "policy" && !isOwn ? "Policy" : WORDS[one] }))}
    />
  );
}
