import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountNumbered, regionNamed } from "#e2e/stand-in-sweep.ts";
import { AwsAccess } from "./aws-access.ts";
import { pagesOf } from "./call-cell.ts";
import type { CellClients } from "./cell-clients.ts";

let aws: AwsAccess;
let cell: CellClients;
beforeAll(() => {
  aws = new AwsAccess({ homeRegion: "us-east-1", accounts: [], credentials: () => Promise.reject(new Error("nothing is sent")) });
  cell = aws.cell(accountNumbered("111111111111"), regionNamed("us-east-1"));
});
afterAll(() => aws.close());

type Page = { items: number; NextToken?: string };

async function collect(answers: readonly Page[]): Promise<{ items: number[]; asked: (string | undefined)[] }> {
  const items: number[] = [];
  const asked: (string | undefined)[] = [];
  const pages = pagesOf(cell, "ssm:DescribeInstanceInformation", new AbortController().signal, async (token) => {
    asked.push(token);
    const answer = answers[asked.length - 1];
    if (!answer) throw new Error("asked for more than there is");
    return answer;
  });
  for await (const page of pages) items.push(page.items);
  return { items, asked };
}

describe("pagesOf", () => {
  it("follows empty pages that carry a token", async () => {
    const pages = [{ items: 1, NextToken: "a" }, { items: 0, NextToken: "b" }, { items: 0, NextToken: "c" }, { items: 2 }];
    expect(await collect(pages)).toEqual({ items: [1, 0, 0, 2], asked: [undefined, "a", "b", "c"] });
  });

  it("takes an empty token for the end", async () => {
    expect(await collect([{ items: 1, NextToken: "" }])).toEqual({ items: [1], asked: [undefined] });
  });

  it.each([[["a", "a"]], [["a", "b", "a"]]])(
    "ends with an error, and not as if that were all, where tokens come again: %s",
    async (tokens) => {
      await expect(collect(tokens.map((NextToken) => ({ items: 1, NextToken })))).rejects.toMatchObject({
        name: "AwsError",
        problem: { code: "repeated-token", action: "ssm:DescribeInstanceInformation" },
      });
    },
  );
});
