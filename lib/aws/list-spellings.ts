import "server-only";
import type { Filter } from "@aws-sdk/client-ec2";
import { type InstanceId, parseInstanceId } from "#lib/domain/ids.ts";
import { AwsError } from "./aws-problem.ts";
import type { CellClients } from "./cell-clients.ts";
import { CUT_OUT, cutOutElement } from "./cut-out-element.ts";
import { type IdPart, idParts } from "./id-parts.ts";
import { readTagItems, type TagItem } from "./read-tag-items.ts";
import { isLong, type Reading } from "./reading.ts";
import { readInParts } from "./split-list.ts";
import { describeTags, spellingFilters, type TagSpelling } from "./tag-reads.ts";
import { turns } from "./turns.ts";

export type SpellingsOfCell = {
  reading: Reading;
  signal: AbortSignal;
  /** About how many instances the cell has. */
  expected: number;
};

/** A first page that is only there to hold the parts to it. */
const PROOF_PAGE = 100;

/**
 * Every spelling of one tag key on every EC2 instance of the cell, read now: one DescribeTags per 1,000 that carry it, in
 * parts at once where that is more than a page. An instance that is not in the answer does not carry the key. Throws
 * AwsError where a call fails; then nothing is known of any.
 */
export async function listSpellings(
  cell: CellClients,
  key: string,
  options: SpellingsOfCell,
): Promise<ReadonlyMap<InstanceId, readonly TagSpelling[]>> {
  const { reading, signal, expected } = options;
  const filters = [{ Name: "resource-type", Values: ["instance"] }, ...spellingFilters(key)];
  const heavy = isLong(reading, expected, reading.instancePage);
  const size = heavy ? Math.min(PROOF_PAGE, reading.instancePage) : reading.instancePage;
  const found: TagItem[] = [];
  let inTurn = heavy ? 1 : reading.pagesInTurn;
  for await (const { items, more } of pages(cell, filters, size, signal)) {
    found.push(...items);
    inTurn -= 1;
    if (inTurn === 0 && more && reading.split) {
      const inParts = await readParts(cell, filters, found, { reading, signal });
      if (inParts) return toMap(inParts, key);
      // Small pages were for the proof; a listing keeps its page size.
      if (heavy) return listSpellings(cell, key, { ...options, reading: { ...reading, split: false } });
    }
  }
  return toMap(found, key);
}

type Page = { items: readonly TagItem[]; more: boolean };

async function readParts(
  cell: CellClients,
  filters: Filter[],
  proof: readonly TagItem[],
  { reading, signal }: Pick<SpellingsOfCell, "reading" | "signal">,
): Promise<readonly TagItem[] | null> {
  const found: TagItem[] = [];
  const idOf = ({ resourceId, key }: TagItem): string => `${resourceId} ${key}`;
  const read = (part: IdPart): AsyncIterable<Page> => {
    const inPart = { Name: "resource-id", Values: part.map((prefix) => `${prefix}*`) };
    return pages(cell, [inPart, ...filters], reading.instancePage, signal);
  };
  try {
    const fault = await readInParts({
      parts: idParts(reading.instanceParts, { hybrid: false }),
      read,
      idOf,
      async onPage({ items }: Page) {
        found.push(...items);
      },
      known: proof.map(idOf),
      pageSize: reading.instancePage,
    });
    return fault === null ? found : null;
  } catch (error) {
    if (error instanceof AwsError && (error.fault === "rejected" || error.fault === "unsupported")) return null;
    throw error;
  }
}

async function* pages(cell: CellClients, filters: Filter[], size: number, signal: AbortSignal): AsyncGenerator<Page> {
  let read: readonly TagItem[] | null = null;
  const outputs = describeTags(cell, filters, size, signal, (command) => {
    read = null;
    command.middlewareStack.add(
      cutOutElement("tagSet", async (element) => {
        await turns.take();
        read = readTagItems(element);
      }),
      CUT_OUT,
    );
  });
  for await (const { Tags = [], NextToken } of outputs) {
    const items =
      read ?? Tags.map(({ ResourceId = "", Key = "", Value = "" }) => ({ resourceId: ResourceId, key: Key, value: Value }));
    yield { items, more: Boolean(NextToken) };
  }
}

function toMap(found: readonly TagItem[], key: string): ReadonlyMap<InstanceId, readonly TagSpelling[]> {
  const folded = key.toLowerCase();
  const spellings = new Map<InstanceId, TagSpelling[]>();
  for (const { resourceId, key: spelled, value } of found) {
    const id = parseInstanceId(resourceId);
    if (id === undefined || spelled.toLowerCase() !== folded) continue;
    const spelling: TagSpelling = { key: spelled, value };
    const list = spellings.get(id);
    if (!list) spellings.set(id, [spelling]);
    else if (!list.some((known) => known.key === spelling.key)) list.push(spelling);
  }
  return spellings;
}
