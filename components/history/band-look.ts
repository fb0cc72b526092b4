import type { StatusTone } from "#components/ui/status-shape.tsx";
import type { Band } from "./chart-bands.ts";

export type BandLook = {
  word: string;
  /** null: hatched, as in the chart. */
  tone: StatusTone | null;
  /** SVG class; the hatched band takes the chart's own pattern. */
  fill: string;
};

/** How each band of the chart looks and what it is called. */
export const BAND_LOOKS: Readonly<Record<Band, BandLook>> = {
  reachable: { word: "Reachable", tone: "full", fill: "fill-reachable-fill" },
  blocked: { word: "Blocked", tone: "open", fill: "fill-ssm-fill" },
  unknown: { word: "Unknown", tone: "unknown", fill: "fill-unknown-fill" },
  unread: { word: "Not read", tone: null, fill: "" },
};
