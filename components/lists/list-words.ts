import { formatCount, formatNumber } from "#components/ui/count.tsx";
import type { NodePlace, ResolvedList } from "#lib/inventory/resolve-list.ts";

export type ListSection = {
  key: "unknown" | "ambiguous" | "problems" | "duplicates";
  title: string;
  lines: readonly { line: number; text: string; why: string }[];
};

/** "198 found, 2 not in the estate, 1 in several places." */
export function listSentence(list: ResolvedList): string {
  const parts = [`${formatNumber(list.found.length)} found`];
  const add = (count: number, words: string) => count > 0 && parts.push(`${formatNumber(count)} ${words}`);
  add(list.unknown.length, "not found");
  add(list.ambiguous.length, "in several places");
  add(list.problems.length, "not understood");
  add(list.duplicates.length, "listed twice");
  return `${parts.join(", ")}.`;
}

/** What did not become a chosen node, with its line and why; what needs a look first. */
export function listSections(list: ResolvedList, placeWords: (place: NodePlace) => string): readonly ListSection[] {
  const places = (all: readonly NodePlace[]) => all.map(placeWords).join(", ");
  const sections: readonly ListSection[] = [
    {
      key: "unknown",
      title: formatCount(list.unknown.length, "id was not found", "ids were not found"),
      lines: list.unknown.map(({ line, text, why, places: at }) => ({
        line,
        text,
        why:
          why === "elsewhere"
            ? `It is in ${places(at)}.`
            : why === "unread"
              ? "It may be in a part of the estate that was not read."
              : "Everything was read, and it is not there.",
      })),
    },
    {
      key: "ambiguous",
      title: formatCount(list.ambiguous.length, "id is in several places", "ids are in several places"),
      lines: list.ambiguous.map(({ line, id, places: at }) => ({
        line,
        text: id,
        why: `It is in ${places(at)}. Add the region or the account.`,
      })),
    },
    {
      key: "problems",
      title: formatCount(list.problems.length, "part was not understood", "parts were not understood"),
      lines: list.problems.map(({ line, text, problem }) => ({ line, text, why: problem })),
    },
    {
      key: "duplicates",
      title: formatCount(list.duplicates.length, "id was listed before", "ids were listed before"),
      lines: list.duplicates.map(({ line, text, first }) => ({ line, text, why: `First on line ${formatNumber(first)}.` })),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** Everything that was not taken, one line each, for whoever made the list. */
export function leftOutText(sections: readonly ListSection[]): string {
  const flat = (text: string) => text.replace(/[\t\r\n]+/g, " ");
  return sections
    .flatMap(({ lines }) => lines.map(({ line, text, why }) => `line ${line}\t${flat(text)}\t${flat(why)}`))
    .join("\n");
}
