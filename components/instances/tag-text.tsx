import type { TagSpec } from "#lib/domain/tag-spec.ts";
import type { TagReading } from "#lib/domain/tag-state.ts";
import { tagWords } from "./tag-words.ts";

/** The tag's value as AWS holds it, spaces and all, and what is wrong with it in words. */
export function TagText({ reading, spec }: { reading: TagReading; spec: TagSpec }) {
  const { text, wrong } = tagWords(reading, spec);
  return (
    <span className="whitespace-nowrap">
      {text !== null && <bdi className="ident whitespace-pre text-ink">{text}</bdi>}
      {wrong !== null && <span className={text === null ? "text-ink-3" : "ml-1.5 text-tag"}>({wrong})</span>}
    </span>
  );
}
