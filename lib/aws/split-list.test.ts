import { describe, expect, it } from "vitest";
import { type IdPart, isOfPart } from "./id-parts.ts";
import { readInParts } from "./split-list.ts";

const PARTS: readonly IdPart[] = [["a"], ["b", "c"], ["d"]];
const ALL = ["a1", "a2", "b1", "c1", "d1"];

type Read = (part: IdPart) => AsyncIterable<{ items: readonly string[] }>;

/** Tells the truth, one item a page. */
async function* honest(part: IdPart) {
  for (const id of ALL.filter((one) => isOfPart(part, one))) yield { items: [id] };
}

async function readWith(read: Read): Promise<{ fault: string | null; told: string[] }> {
  const told: string[] = [];
  const fault = await readInParts({
    parts: PARTS,
    read,
    idOf: (id: string) => id,
    onPage: async ({ items }: { items: readonly string[] }) => void told.push(...items),
    known: ["a2", "d1"],
    pageSize: 1,
  });
  return { fault, told: told.sort() };
}

describe("readInParts", () => {
  it("tells everything once, and that it adds up", async () => {
    expect(await readWith(honest)).toEqual({ fault: null, told: ALL });
  });

  it.each<[string, string, Read]>([
    [
      "a node is missing that is known to be there",
      "left out nodes that are there",
      async function* (part) {
        for await (const page of honest(part)) yield { items: page.items.filter((id) => id !== "d1") };
      },
    ],
    [
      "a node comes twice in one part",
      "told a node twice",
      async function* (part) {
        for await (const page of honest(part)) yield { items: [...page.items, ...page.items] };
      },
    ],
    [
      "a filter is not looked at",
      "told nodes that were not asked for",
      async function* () {
        yield { items: ALL };
      },
    ],
    [
      "pages are so short that splitting costs more than it gains",
      "gave far shorter pages than it could",
      async function* (part) {
        for (let page = 0; page < 10; page += 1) yield { items: [] };
        yield* honest(part);
      },
    ],
  ])("says so where %s", async (_what, fault, read) => {
    expect((await readWith(read)).fault).toBe(fault);
  });

  it("throws what a part throws, once all parts have ended", async () => {
    let ended = 0;
    const read: Read = async function* (part) {
      if (part[0] === "d") throw new Error("no answer");
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield* honest(part);
      ended += 1;
    };
    await expect(readWith(read)).rejects.toThrow("no answer");
    expect(ended).toBe(0);
  });
});
