import type { Ref } from "react";
import { StatusShape, type StatusTone } from "#components/ui/status-shape.tsx";
import type { ShapeTemplates } from "./paint-cell.ts";

const TONES: readonly StatusTone[] = ["full", "half", "open", "barred", "unknown"];

/** One of each status shape, for rows to copy: shapes are drawn by React in one place alone. */
export function ShapeTemplatesView({ ref }: { ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} hidden>
      {TONES.map((tone) => (
        <StatusShape key={tone} tone={tone} />
      ))}
    </div>
  );
}

/** The shapes by tone. Throws TypeError for an element that is not ShapeTemplatesView's. */
export function readShapes(element: Element): ShapeTemplates {
  const shapeOf = (tone: StatusTone): Element => {
    const shape = element.children[TONES.indexOf(tone)];
    if (shape === undefined) throw new TypeError(`no shape for ${tone}`);
    return shape;
  };
  return {
    full: shapeOf("full"),
    half: shapeOf("half"),
    open: shapeOf("open"),
    barred: shapeOf("barred"),
    unknown: shapeOf("unknown"),
  };
}
