import "server-only";
import { type IdPart, isOfPart } from "./id-parts.ts";

export type SplitList<Item, Page extends { items: readonly Item[] }> = {
  parts: readonly IdPart[];
  /** Reads one part from its beginning to its end, page by page. */
  read(part: IdPart): AsyncIterable<Page>;
  idOf(item: Item): string;
  /** Called with every page of every part, as it comes. */
  onPage(page: Page): Promise<void>;
  /** Ids that the whole list is known to have. */
  known: Iterable<string>;
  /** Items that a page can have: many more pages than that makes necessary, and the list is not worth being split. */
  pageSize: number;
};

/**
 * Reads a list in parts, all at once. That AWS's filters mean what they are documented to mean is not taken for granted:
 * answers null only where every id was of the part that was asked for, none came twice, and all those that are known came;
 * otherwise what was wrong, and then the list may have been told wrongly or in part. Errors of a part are thrown once all
 * parts have ended.
 */
export async function readInParts<Item, Page extends { items: readonly Item[] }>({
  parts,
  read,
  idOf,
  onPage,
  known,
  pageSize,
}: SplitList<Item, Page>): Promise<string | null> {
  const seen = new Set<string>();
  let pages = 0;
  let fault: string | null = null;
  const check = (part: IdPart, page: readonly Item[]): void => {
    for (const item of page) {
      const id = idOf(item);
      if (!isOfPart(part, id)) fault = "told nodes that were not asked for";
      else if (seen.has(id)) fault = "told a node twice";
      seen.add(id);
    }
    pages += 1;
    if (pages > 2 * (parts.length + Math.ceil(seen.size / pageSize))) fault ??= "gave far shorter pages than it could";
  };
  const readPart = async (part: IdPart): Promise<void> => {
    for await (const page of read(part)) {
      if (fault !== null) return;
      check(part, page.items);
      await onPage(page);
    }
  };
  const ends = await Promise.allSettled(
    parts.map((part) =>
      readPart(part).catch((error: unknown) => {
        fault ??= "could not read a part";
        throw error;
      }),
    ),
  );
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  if (fault !== null) return fault;
  for (const id of known) if (!seen.has(id)) return "left out nodes that are there";
  return null;
}
