import { z } from "zod";
import type { EstateCell } from "./estate/cell.ts";
import type { World } from "./world.ts";

const Changes = z.strictObject({
  account: z.string(),
  region: z.string(),
  tags: z.array(z.strictObject({ id: z.string(), key: z.string().min(1), value: z.string().nullable() })),
});

export type TagsOfNode = { account: string; region: string; id: string; tags: Readonly<Record<string, string>> };

/**
 * Sets tags, or takes them away where the value is null, as somebody outside of the dashboard would: at once, past every
 * permission, limit and delay. All or nothing. Answers how many, or what is wrong.
 */
export function changeTags(world: World, body: unknown): { changed: number } | { problem: string; status: number } {
  const parsed = Changes.safeParse(body);
  if (!parsed.success) return { problem: "Send { account, region, tags: [{ id, key, value }] }.", status: 400 };
  const { account, region, tags } = parsed.data;
  const cell = world.estate.cell(account, region);
  if (!cell) return { problem: "There is no such cell in the estate.", status: 404 };
  const rows = tags.map(({ id }) => cell.indexOf(id));
  if (rows.some((row) => row < 0)) return { problem: "One of the ids is not in that cell.", status: 404 };
  const nowMs = world.options.clock();
  world.tags.settle(nowMs);
  for (const [at, { key, value }] of tags.entries()) {
    world.tags.write(cell, rows[at] ?? -1, [{ key, value }], { delayMs: 0, nowMs });
  }
  return { changed: tags.length };
}

/**
 * The tags of all nodes of one cell or, without account and region, of the estate: what was written last, whether or not
 * readers see it yet. With `keys` only those, in every spelling. In the order of the cells and of their rows.
 */
export function listTags({ estate, tags }: World, query: URLSearchParams): TagsOfNode[] {
  const [account, region] = [query.get("account"), query.get("region")];
  const keys = query.getAll("keys").map((key) => key.toLowerCase());
  const isWanted = ([key]: [string, string]) => keys.length === 0 || keys.includes(key.toLowerCase());
  return estate.cells
    .filter((cell) => (account ?? cell.account) === cell.account && (region ?? cell.region) === cell.region)
    .flatMap((cell) =>
      rowsOf(cell).map((row) => ({
        account: cell.account,
        region: cell.region,
        id: cell.id(row),
        tags: Object.fromEntries([...tags.latest(cell, row)].filter(isWanted)),
      })),
    );
}

function rowsOf(cell: EstateCell): number[] {
  return Array.from({ length: cell.size }, (_, row) => row).filter((row) => cell.exists(row));
}
