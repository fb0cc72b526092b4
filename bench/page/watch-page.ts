/** What a page tells of its own loading and of how it answers; see web.dev/vitals. */
export type PageFigures = {
  /** When the largest thing on the first screen was painted, ms since the navigation. */
  lcpMs: number;
  /** Sum of all layout shifts without a recent input. */
  cls: number;
  /** The slowest interaction so far and what it was, from input to the next frame; told in steps of 8 ms. */
  worstInteractionMs: number;
  worstInteraction: string;
};

declare global {
  interface Window {
    pageFigures: PageFigures;
  }
}

type EventTiming = PerformanceEntry & { interactionId: number };
type LayoutShift = PerformanceEntry & { value: number; hadRecentInput: boolean };

/** Put into a page before its own scripts. */
export function watchPage(): void {
  const figures = { lcpMs: 0, cls: 0, worstInteractionMs: 0, worstInteraction: "" };
  window.pageFigures = figures;
  const watch = <Entry extends PerformanceEntry>(type: string, take: (entry: Entry) => void, options = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as Entry);
    }).observe({ type, buffered: true, ...options });
  watch("largest-contentful-paint", ({ startTime }) => {
    figures.lcpMs = startTime;
  });
  watch<LayoutShift>("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) figures.cls += value;
  });
  watch<EventTiming>(
    "event",
    ({ name, duration, interactionId }) => {
      if (interactionId === 0 || duration <= figures.worstInteractionMs) return;
      figures.worstInteractionMs = duration;
      figures.worstInteraction = name;
    },
    { durationThreshold: 16 },
  );
}
