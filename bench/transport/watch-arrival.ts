import type { Subject } from "../peers/subject.ts";

/** When the rows came, ms since the response began. */
export type Arrival = {
  firstRowMs: number;
  completeMs: number;
  /** The longest task of the page from the navigation on, until everything was there; 0 where none took 50 ms or more. */
  longestTaskMs: number;
};

declare global {
  interface Window {
    subject: Subject;
    /** When the answer with the rows began, by the page's own clock. */
    responseAt?: number;
    arrival: Partial<Arrival>;
  }
}

/** Put into a page before its own scripts: notes the end of the frame with the first row, and of that with all rows. */
export function watchArrival({ path, total }: { path: string; total: number }): void {
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    if (new URL(answer.url).pathname === path) window.responseAt ??= performance.now();
    return answer;
  };
  window.arrival = {};
  const longTasks: number[] = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
    buffered: true,
  });
  const look = () => {
    const { arrival, responseAt } = window;
    const { count, ids } = window.subject?.shown() ?? { count: 0, ids: [] };
    const now = performance.now();
    if (responseAt !== undefined && ids[0]) arrival.firstRowMs ??= now - responseAt;
    if (responseAt !== undefined && count === total && ids[0]) arrival.completeMs ??= now - responseAt;
    if (arrival.completeMs === undefined) again();
    else setTimeout(() => Object.assign(arrival, { longestTaskMs: Math.max(0, ...longTasks) }), 500);
  };
  const again = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = look;
      port2.postMessage(null);
    });
  again();
}
