"use client";

import { useId, useRef } from "react";
import { formatNumber } from "#components/ui/count.tsx";
import type { CoveragePoint } from "#lib/domain/coverage-history.ts";
import { BAND_LOOKS } from "./band-look.ts";
import { BANDS, bandPath, type ChartScale, chartRuns, chartTop, type Plot, unknownStretches, xOf } from "./chart-bands.ts";
import { countTicks, timeTicks } from "./chart-ticks.ts";
import { HatchPattern } from "./hatch.tsx";
import { useWidth } from "./use-width.ts";

export type CoverageChartProps = {
  points: readonly CoveragePoint[];
  scale: ChartScale;
  /** Index of the point that is looked at. */
  cursor: number;
  onCursor: (cursor: number) => void;
  /** Moments that are marked with a letter. */
  marks: readonly { letter: string; at: string }[];
  /** Pixels. */
  height: number;
  /** Fewer words around it, where there are several. */
  small?: boolean;
};

const LEFT = 44;
const BOTTOM = 20;
const TOP = 14;
/** Pixels between two words of the time axis. */
const TICK_ROOM = 72;
const STRIP = 5;

/**
 * Coverage over time as steps: what a reading found holds until the next one. What was not read is hatched, where nothing
 * at all is known there is nothing. A picture for the eye: the slider and the table beside it say the same in words.
 */
export function CoverageChart({ points, scale, cursor, onCursor, marks, height, small = false }: CoverageChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const width = useWidth(box);
  const first = Date.parse(points[0]?.at ?? "");
  const last = Date.parse(points.at(-1)?.at ?? "");
  const plot: Plot = {
    width: Math.max(0, width - LEFT - 8),
    height: height - TOP - BOTTOM,
    fromMs: first,
    toMs: last,
    top: chartTop(points, scale),
    scale,
  };
  const cursorX = xOf(Date.parse(points[cursor]?.at ?? ""), plot);
  const follow = (clientX: number): void => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    onCursor(pointAt(points, clientX - left - LEFT, plot));
  };
  return (
    <div ref={box} style={{ height }} className="min-w-0 print:break-inside-avoid">
      {width > 0 && points.length > 0 && (
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          className="block h-full w-full touch-pan-y overflow-visible select-none"
          onPointerMove={(event) => follow(event.clientX)}
          onPointerDown={(event) => follow(event.clientX)}
        >
          <defs>
            <HatchPattern id={hatch} />
          </defs>
          <g transform={`translate(${LEFT} ${TOP})`}>
            <YAxis plot={plot} small={small} />
            {chartRuns(points, plot).map((run) =>
              BANDS.map((band, at) => (
                <path
                  key={`${run[0]?.at} ${band}`}
                  d={bandPath(run, at)}
                  className={BAND_LOOKS[band].fill}
                  {...(band === "unread" && { fill: `url(#${hatch})` })}
                />
              )),
            )}
            {unknownStretches(points, plot).map(({ from, to }) => (
              <rect key={from} x={from} y={-STRIP - 2} width={Math.max(2, to - from)} height={STRIP} fill={`url(#${hatch})`} />
            ))}
            <XAxis plot={plot} />
            {marks.map(({ letter, at }) => {
              const x = xOf(Date.parse(at), plot);
              return x < 0 || x > plot.width ? null : (
                <g key={letter}>
                  <line x1={x} x2={x} y1={0} y2={plot.height} strokeWidth="1.5" className="stroke-accent-text" />
                  <text x={x} y={-3} textAnchor="middle" className="fill-accent-text text-2xs font-semibold">
                    {letter}
                  </text>
                </g>
              );
            })}
            <line
              x1={cursorX}
              x2={cursorX}
              y1={0}
              y2={plot.height}
              strokeWidth="1.5"
              className="stroke-ink print:hidden"
              data-no-print=""
            />
          </g>
        </svg>
      )}
    </div>
  );
}

function YAxis({ plot, small }: { plot: Plot; small: boolean }) {
  const ticks = countTicks(plot.top).filter((tick, at, all) => !small || tick === 0 || at === all.length - 1);
  return ticks.map((tick) => {
    const y = plot.height - (tick / plot.top) * plot.height;
    return (
      <g key={tick}>
        <line x1={0} x2={plot.width} y1={y} y2={y} className="stroke-line" />
        <text x={-6} y={y + 3.5} textAnchor="end" className="fill-ink-3 text-2xs">
          {plot.scale === "share" ? `${tick}%` : formatNumber(tick)}
        </text>
      </g>
    );
  });
}

function XAxis({ plot }: { plot: Plot }) {
  const offsetMs = -new Date(plot.toMs).getTimezoneOffset() * 60_000;
  const ticks = timeTicks(plot.fromMs, plot.toMs, Math.max(2, Math.floor(plot.width / TICK_ROOM)), offsetMs);
  return (
    <>
      <line x1={0} x2={plot.width} y1={plot.height} y2={plot.height} className="stroke-edge" />
      {ticks.map(({ ms, text }) => {
        const x = xOf(ms, plot);
        // A word that would stick out turns inwards.
        const anchor = x < 20 ? "start" : x > plot.width - 20 ? "end" : "middle";
        return (
          <g key={ms}>
            <line x1={x} x2={x} y1={plot.height} y2={plot.height + 4} className="stroke-edge" />
            <text x={x} y={plot.height + 15} textAnchor={anchor} className="fill-ink-3 text-2xs">
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** The point that holds at a place of the plot. */
function pointAt(points: readonly CoveragePoint[], x: number, plot: Plot): number {
  const next = points.findIndex((point) => xOf(Date.parse(point.at), plot) > x);
  return next === -1 ? points.length - 1 : Math.max(0, next - 1);
}
