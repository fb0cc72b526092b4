/** Classes that set the same thing, as tailwind-merge wants them. `any`: everything that begins so. */
const any = () => true;
const isSize = (value: string) => /^(\d?xs|sm|base|lg|\d?xl|\[\d.*\])$/.test(value);
const isWidth = (value: string) => /^\d+$/.test(value);
const isFamily = (value: string) => value === "sans" || value === "mono";
const isAlignment = (value: string) => /^(left|right|center)$/.test(value);
const isShadow = (value: string) => value.endsWith("]") || value === "raised" || value === "sheet";

/** Groups that are one prefix. */
const PREFIXES =
  "accent align animate appearance basis bg bottom break-inside brightness col col-start content cursor decoration delay duration fill filter gap gap-x gap-y grid-cols grid-rows grow h inset inset-x inset-y items justify leading left list m max-h max-w mb min-h min-w ml mr mt mx my opacity order outline-offset overflow overflow-x overflow-y overscroll p pb pl pointer-events pr pt px py resize right rotate row rounded rounded-b rounded-t scroll-my scroll-py select self shrink size stroke top tracking transition translate-x translate-y underline-offset w whitespace z".split(
    " ",
  );

export type ClassGroup = readonly (string | Record<string, readonly (string | ((value: string) => boolean))[]>)[];

export const CLASS_GROUPS: Readonly<Record<string, ClassGroup>> = {
  ...Object.fromEntries(PREFIXES.map((prefix) => [prefix, [{ [prefix]: ["", any] }]])),
  border: [{ border: ["", isWidth] }],
  "border-x": [{ "border-x": ["", isWidth] }],
  "border-y": [{ "border-y": ["", isWidth] }],
  "border-b": [{ "border-b": ["", isWidth] }],
  "border-l": [{ "border-l": ["", isWidth] }],
  "border-r": [{ "border-r": ["", isWidth] }],
  "border-t": [{ "border-t": ["", isWidth] }],
  "border-collapse": [{ border: ["collapse"] }],
  "border-color": [{ border: [any] }],
  "border-style": [{ border: ["dashed", "solid"] }],
  break: [{ break: ["all", "words"] }],
  display: ["block", "inline", "flex", "inline-flex", "grid", "contents", "hidden"],
  divide: [{ "divide-y": [""] }],
  flex: [{ flex: ["1", "auto", "none", (value) => value.startsWith("[")] }],
  "flex-direction": [{ flex: ["row", "col"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap"] }],
  "font-family": [{ font: [isFamily] }],
  "font-weight": [{ font: [any] }],
  "text-size": [{ text: [isSize] }],
  numbers: ["tabular-nums"],
  outline: [{ outline: [isWidth] }],
  "outline-color": [{ outline: [any] }],
  "outline-style": [{ outline: ["none", "hidden"] }],
  position: ["absolute", "fixed", "relative", "sticky", "static"],
  "screen-reader": ["sr-only", "not-sr-only"],
  shadow: [{ shadow: [isShadow] }],
  slant: ["italic", "not-italic"],
  "text-align": [{ text: [isAlignment] }],
  "text-color": [{ text: [any] }],
  "text-overflow": ["truncate", "text-ellipsis"],
  "text-wrap": [{ text: ["wrap", "nowrap", "balance", "pretty"] }],
  "touch-x": [{ "touch-pan": ["x"] }],
  "touch-y": [{ "touch-pan": ["y"] }],
  underline: ["underline", "no-underline"],
  visibility: ["visible", "invisible", "collapse"],
};

/** What a group sets along with its own. */
export const CLASS_CONFLICTS: Readonly<Record<string, readonly string[]>> = {
  border: ["border-x", "border-y", "border-t", "border-r", "border-b", "border-l"],
  "border-x": ["border-r", "border-l"],
  "border-y": ["border-t", "border-b"],
  flex: ["basis", "grow", "shrink"],
  "text-size": ["leading"],
  gap: ["gap-x", "gap-y"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  overflow: ["overflow-x", "overflow-y"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  rounded: ["rounded-t", "rounded-b"],
  size: ["w", "h"],
};
