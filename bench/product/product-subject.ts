import type { Subject } from "../peers/subject.ts";

declare global {
  interface Window {
    subject: Subject;
  }
}

/** Put into the product's page: how its table is looked at, by its ARIA roles, as its users' tools do. */
export function installProductSubject(): void {
  const grid = () => document.querySelector<HTMLElement>('[role=grid][aria-label="Instances"]');
  const line = (at: number) => grid()?.querySelector(`[role=row][aria-rowindex="${at + 2}"]`);
  const idOf = (at: number) => line(at)?.querySelector('[aria-colindex="3"]')?.textContent ?? "";
  window.subject = {
    shown: () => ({ count: Number(grid()?.getAttribute("aria-rowcount")) - 1, ids: [idOf(0), idOf(1), idOf(2)] }),
    chosen() {
      if (line(0)?.getAttribute("aria-selected") !== "true") return 0;
      const words = document.querySelector("[aria-label=Selection] strong")?.textContent ?? "0";
      return Number(words.replaceAll(/\D/g, ""));
    },
    scroller() {
      const scroller = grid();
      if (scroller === null) throw new Error("The table is not drawn.");
      return scroller;
    },
    hasRowAt(y) {
      const { left, top, width } = this.scroller().getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + y)?.closest("[role=row]") !== null;
    },
  };
}
