import { StatusShape } from "#components/ui/status-shape.tsx";
import type { CellContent, CellPart } from "./cell-content.ts";

/** What a cell of a table shows, anywhere on a page. */
export function CellView({ content }: { content: CellContent }) {
  return (
    <span className={content.look}>
      {content.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place.
        <Part key={at} part={part} />
      ))}
    </span>
  );
}

function Part({ part }: { part: CellPart }) {
  switch (part.as) {
    case "text":
      return (
        <span className={part.look} title={part.title}>
          {part.text}
        </span>
      );
    case "name":
      return (
        <bdi className={part.look} title={part.title}>
          {part.text}
        </bdi>
      );
    case "time":
      return (
        <time className={part.look} dateTime={part.dateTime} title={part.title}>
          {part.text}
        </time>
      );
    case "shape":
      return <StatusShape tone={part.tone} />;
    case "button":
      return (
        <button type="button" tabIndex={-1} className={part.look} aria-label={part.label} onClick={part.press}>
          {part.text}
        </button>
      );
  }
}
