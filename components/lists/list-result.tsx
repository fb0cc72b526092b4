import { placeWords } from "#components/tagging/node-item.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { formatNumber } from "#components/ui/count.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { ResolvedList } from "#lib/inventory/resolve-list.ts";
import type { Snapshot } from "#lib/inventory/snapshot.ts";
import { type ListSection, leftOutText, listSections, listSentence } from "./list-words.ts";

/** More are in what is copied. */
const SHOWN = 200;

/** What a list came to: how many nodes were found, and every line that was not, with why. */
export function ListResult({ list, snapshot }: { list: ResolvedList; snapshot: Snapshot }) {
  const sections = listSections(list, ({ account, region }) => placeWords(snapshot, account, region));
  return (
    <section aria-label="What the list came to" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-base font-semibold">
          {listSentence(list)}
        </p>
        {sections.length > 0 && <CopyButton size="sm" text={() => leftOutText(sections)} label="Copy what was not taken" />}
      </div>
      {sections.map((section) => (
        <Section key={section.key} section={section} />
      ))}
    </section>
  );
}

function Section({ section: { key, title, lines } }: { section: ListSection }) {
  const rest = lines.length - SHOWN;
  return (
    <details open={key !== "duplicates"} className="panel">
      <summary className="px-3 py-2 font-medium">{title}</summary>
      <ScrollRegion aria-label={title} className="max-h-56 border-t">
        <ul>
          {lines.slice(0, SHOWN).map(({ line, text, why }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several things can be said about one line, and none of them moves.
            <li key={at} className="flex flex-wrap items-baseline gap-x-3 border-b px-3 py-1.5 last:border-b-0">
              <span className="text-xs text-ink-3">Line {formatNumber(line)}</span>
              <bdi className="ident min-w-0 [overflow-wrap:anywhere]">{text}</bdi>
              <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{why}</span>
            </li>
          ))}
          {rest > 0 && <li className="px-3 py-1.5 text-ink-2">and {formatNumber(rest)} more: copy them to see all.</li>}
        </ul>
      </ScrollRegion>
    </details>
  );
}
