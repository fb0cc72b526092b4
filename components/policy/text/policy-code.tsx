"use client";

import { memo, useEffect, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { JsonLine } from "#components/ui/code-block.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { PolicyFormat } from "#lib/policy/render/policy-format.ts";
import type { ColouredText } from "./highlight-lines.ts";
import type { LineRange } from "./statement-lines.ts";

/** A mark beside some lines: a sign for the eye, and its words. */
export type LineMark = LineRange & { sign: string; title: string; ink: string };

export type PolicyCodeProps = {
  text: string;
  format: PolicyFormat;
  marks: readonly LineMark[];
  /** What to scroll to and to set off: another object each time. */
  show: LineRange | null;
};

/** Colouring thousands of lines would hold up the page for longer than it helps. */
const MOST_COLOURED_LINES = 1_500;

/** A policy's text in a scrolling box, with line numbers and marks in the margin that are never copied. */
export const PolicyCode = memo(function PolicyCode({ text, format, marks, show }: PolicyCodeProps) {
  const box = useRef<HTMLElement>(null);
  const lines = text.replace(/\n$/, "").split("\n");
  const isColoured = lines.length <= MOST_COLOURED_LINES;
  const coloured = useColoured(text, isColoured ? format : "json");
  const signs = new Map(marks.map((mark) => [mark.first, mark]));

  useEffect(() => {
    if (show === null) return;
    const line = box.current?.querySelector(`[data-line="${show.first}"]`);
    line?.scrollIntoView({ block: "nearest" });
    box.current?.focus({ preventScroll: true });
  }, [show]);

  return (
    <ScrollRegion ref={box} aria-label="Policy text" className="max-h-[36rem] scroll-py-6 border-y bg-sunken">
      <pre className="w-fit min-w-full py-3 font-mono text-xs leading-5">
        <code className="block">
          {lines.map((line, index) => {
            const number = index + 1;
            const sign = signs.get(number);
            const isShown = show !== null && number >= show.first && number <= show.last;
            const isMarked = marks.some(({ first, last }) => number >= first && number <= last);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text.
              <span key={index} data-line={number} className={classNames("flex scroll-my-16 pr-4", isShown && "bg-selected")}>
                <span
                  aria-hidden="true"
                  title={sign?.title}
                  className={classNames(
                    "w-5 shrink-0 border-l-2 border-transparent text-center select-none",
                    isMarked && "border-current",
                    (sign ?? marks.find(({ first, last }) => number >= first && number <= last))?.ink,
                  )}
                >
                  <span className="before:content-[attr(data-sign)]" data-sign={sign?.sign ?? ""} />
                </span>
                <span
                  aria-hidden="true"
                  data-number={number}
                  className="w-9 shrink-0 pr-3 text-right text-ink-3 select-none before:content-[attr(data-number)]"
                />
                <span>
                  {!isColoured ? (
                    line
                  ) : format === "json" ? (
                    <JsonLine text={line} />
                  ) : (
                    <Coloured line={line} pieces={coloured?.[index]} />
                  )}
                  {"\n"}
                </span>
              </span>
            );
          })}
        </code>
      </pre>
    </ScrollRegion>
  );
});

function Coloured({ line, pieces }: { line: string; pieces: readonly ColouredText[] | undefined }) {
  if (pieces === undefined) return line;
  return pieces.map(({ text, colour }, index) =>
    colour === "" ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line.
      <span key={index} className={colour}>
        {text}
      </span>
    ),
  );
}

/** Terraform's and YAML's grammars come when they are needed; the text is there before its colours. */
function useColoured(text: string, format: PolicyFormat): readonly (readonly ColouredText[])[] | null {
  const [coloured, setColoured] = useState<{ text: string; lines: readonly (readonly ColouredText[])[] } | null>(null);
  useEffect(() => {
    if (format === "json") return;
    let off = false;
    import("./highlight-lines.ts").then(
      ({ highlightLines }) => {
        if (!off) setColoured({ text, lines: highlightLines(text, format === "terraform" ? "hcl" : "yaml") });
      },
      // Without colours the text is as good.
      () => undefined,
    );
    return () => {
      off = true;
    };
  }, [text, format]);
  return coloured?.text === text ? coloured.lines : null;
}
