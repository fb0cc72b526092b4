import type { Subject } from "../peers/subject.ts";

/** What the screen has to show for an answer to be there. Members left out are not looked at. */
export type Awaited = {
  count?: number;
  /** Ids in the first lines. */
  ids?: readonly string[];
  chosen?: number;
  /** Texts of elements, each under a CSS selector, as they have to be. */
  texts?: readonly (readonly [selector: string, text: string])[];
  /** Attributes of elements. */
  attributes?: readonly (readonly [selector: string, name: string, value: string])[];
};

/** What a fling was seen to do. */
export type Fling = {
  /** Frames of a sixtieth of a second that were not drawn. */
  dropped: number;
  /** The longest task, ms; 0 where none took 50 or more. */
  longestTaskMs: number;
  /** Frames in which there was no row at half the height; and at a row's height from the top or the bottom. */
  blank: number;
  blankAtEdges: number;
};

declare global {
  interface Window {
    subject: Subject;
    clock: {
      /** Waits for the event, then for the frame that shows what is awaited. Take the answer from `answer`. */
      arm(event: string, awaited: Awaited, withinMs: number): void;
      /** Ms from the event's own time stamp to the end of the frame. */
      answer: Promise<number>;
      fling(px: number, frames: number): Promise<Fling>;
    };
  }
}

/**
 * Put into a page before its own scripts: times from a real input event to the end of the frame that shows the answer. The
 * document is looked at right after a frame was painted (a message posted from requestAnimationFrame comes then).
 */
export function installFrameClock(): void {
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });

  const missing = ({ count, ids, chosen, texts, attributes }: Awaited): string | null => {
    const { subject } = window;
    if (count !== undefined || ids !== undefined) {
      const shown = subject.shown();
      if (count !== undefined && shown.count !== count) return `${shown.count} rows instead of ${count}`;
      const wrong = ids?.findIndex((id, line) => shown.ids[line] !== id) ?? -1;
      if (wrong >= 0) return `line ${wrong} shows ${shown.ids[wrong]} instead of ${ids?.[wrong]}`;
    }
    if (chosen !== undefined && subject.chosen() !== chosen) return `${subject.chosen()} chosen instead of ${chosen}`;
    for (const [selector, text] of texts ?? []) {
      const found = document.querySelector(selector)?.textContent;
      if (found !== text) return `${selector} shows ${found} instead of ${text}`;
    }
    for (const [selector, name, value] of attributes ?? []) {
      const found = document.querySelector(selector)?.getAttribute(name);
      if (found !== value) return `${selector} has ${name} ${found} instead of ${value}`;
    }
    return null;
  };

  const longTasks: number[] = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
  });

  window.clock = {
    answer: Promise.resolve(Number.NaN),
    arm(name, awaited, withinMs) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      // Whoever never takes the answer has given up for another reason.
      promise.catch(() => undefined);
      this.answer = promise;
      if (missing(awaited) === null) reject(new Error(`what is awaited is shown before: ${JSON.stringify(awaited)}`));
      const begin = ({ timeStamp }: Event) => {
        const look = () => {
          const ms = performance.now() - timeStamp;
          const still = missing(awaited);
          if (still === null) resolve(ms);
          else if (ms > withinMs) reject(new Error(`not answered within ${withinMs} ms: ${still}`));
          else afterPaint(look);
        };
        afterPaint(look);
      };
      addEventListener(name, begin, { capture: true, once: true });
    },
    async fling(px, frames) {
      const scroller = window.subject.scroller();
      const height = scroller.clientHeight;
      const headAndRow = 34 + 18;
      let blank = 0;
      let blankAtEdges = 0;
      longTasks.length = 0;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const begun = performance.now();
      for (let frame = 0; frame < frames; frame += 1) {
        scroller.scrollTop += px / frames;
        await new Promise<void>((resolve) => afterPaint(resolve));
        if (!window.subject.hasRowAt(height / 2)) blank += 1;
        if (!window.subject.hasRowAt(headAndRow) || !window.subject.hasRowAt(height - 36)) blankAtEdges += 1;
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const dropped = Math.max(0, Math.round((performance.now() - begun) / (1000 / 60)) - frames);
      // Long tasks are told of a little later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { dropped, longestTaskMs: Math.max(0, ...longTasks), blank, blankAtEdges };
    },
  };
}
