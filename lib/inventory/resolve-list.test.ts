import { describe, expect, it, test } from "vitest";
import { MOST_LINES } from "./read-list.ts";
import { sampleEstate, sampleNode } from "./reference/sample-estate.ts";
import { resolveList } from "./resolve-list.ts";
import type { Snapshot } from "./snapshot.ts";

const id = (at: number) => `i-${at.toString(16).padStart(17, "0")}`;
const web = sampleNode(1, {});
const db = sampleNode(2, {});
const here = sampleNode(3, {});
const there = sampleNode(3, {}, { region: "us-east-1", account: "222222222222" });
const estate = sampleEstate([web, db, here, there]);
const [WEB, DB, BOTH] = [id(1), id(2), id(3)];

/** The rows' places in the estate: node 1 is row 0, node 2 row 1, node 3 here row 2 and there row 3. */
const rows = (text: string, snapshot: Snapshot = estate) => resolveList(text, snapshot).found;
const lines = (list: readonly { line: number }[]) => list.map(({ line }) => line);

describe("a list is read", () => {
  it.each([
    ["one id a line", `${WEB}\n${DB}`],
    ["Windows line ends and an empty last line", `${WEB}\r\n${DB}\r\n`],
    ["several ids on a line", `${WEB} ${DB}`],
    ["commas", `${WEB},${DB}`],
    ["semicolons and spaces, mixed", `${WEB}; ${DB}`],
    ["upper case", `${WEB.toUpperCase()}\n${DB}`],
    ["JSON", JSON.stringify([WEB, DB], null, 2)],
    ["quotes", `"${WEB}"\n'${DB}'`],
    ["a byte order mark", `\uFEFF${WEB}\n${DB}`],
    ["comments", `# from the ticket, "of today\n${WEB} # web\n// old\n${DB} // eu-west-9`],
    ["a region", `${WEB},eu-west-1\n${DB},eu-west-1`],
    ["an availability zone", `${WEB} eu-west-1a\n${DB}`],
    ["account and region in either order", `${WEB},111111111111,eu-west-1\n${DB};eu-west-1;111111111111`],
    ["tabs", `${WEB}\teu-west-1\t111111111111\n${DB}`],
    ["a header of one column", `Instance ID\n${WEB}\n${DB}`],
    ["a header", `instance_id,region,account\n${WEB},eu-west-1,111111111111\n${DB},,`],
    ["a header without separators of its own", `id region account\n${WEB} eu-west-1 111111111111\n${DB}`],
    ["a header after comments and empty lines", `# export\n\nid;region\n${WEB};eu-west-1\n${DB};`],
    [
      "other columns, with names of any kind",
      `Name,Instance ID,State\n"web, ""one""\nand two",${WEB},running\ni-am-a-name,${DB},stopped`,
    ],
    ["ARNs", `arn:aws:ec2:eu-west-1:111111111111:instance/${WEB}\narn:aws:ec2:eu-west-1:111111111111:instance/${DB}`],
    [
      "ARNs in a column",
      `ResourceARN,Tag\narn:aws:ec2:eu-west-1:111111111111:instance/${WEB},a\narn:aws:ec2:eu-west-1:111111111111:instance/${DB},b`,
    ],
  ])("with %s", (_, text) => {
    expect(resolveList(text, estate)).toEqual({ found: [0, 1], unknown: [], ambiguous: [], duplicates: [], problems: [] });
  });

  it("with an account's label for its account", () => {
    const snapshot = sampleEstate([web]);
    snapshot.apply({ ...snapshot.openLine(), snapshot: "labelled", accounts: [{ id: "111111111111", label: "Prod" }] });
    snapshot.apply(sampleEstate([web]).encodeRows(0, 1));
    expect(rows(`${WEB} prod`, snapshot)).toEqual([0]);
  });

  it.each(["", "\n\n", "# only this", " \t "])("as nothing where it is %j", (text) => {
    expect(resolveList(text, estate)).toEqual({ found: [], unknown: [], ambiguous: [], duplicates: [], problems: [] });
  });
});

describe("what is not found is named", () => {
  it("with its line, where the estate does not have it", () => {
    expect(resolveList(`${WEB}\n\n${id(99)} eu-west-1`, estate)).toMatchObject({
      found: [0],
      unknown: [{ line: 3, text: `${id(99)} eu-west-1`, why: "not-listed", places: [] }],
    });
  });

  it("as maybe unread, where a part of the estate could not be read", () => {
    expect(resolveList(id(99), sampleEstate([web], 1)).unknown).toMatchObject([{ why: "unread" }]);
    expect(resolveList(`${id(99)} eu-west-1`, sampleEstate([web], 1)).unknown).toMatchObject([{ why: "not-listed" }]);
  });

  it("with where it is, where the list says another place", () => {
    expect(resolveList(`${WEB},us-east-1`, estate).unknown).toEqual([
      { line: 1, text: `${WEB} us-east-1`, why: "elsewhere", places: [{ account: "111111111111", region: "eu-west-1" }] },
    ]);
  });

  it("with every place of it, where it is in several", () => {
    const places = [
      { account: "111111111111", region: "eu-west-1" },
      { account: "222222222222", region: "us-east-1" },
    ];
    expect(resolveList(`${WEB}\n${BOTH}`, estate)).toMatchObject({ found: [0], ambiguous: [{ line: 2, id: BOTH, places }] });
    expect(rows(`${BOTH} us-east-1`)).toEqual([3]);
    expect(rows(`${BOTH} 111111111111`)).toEqual([2]);
  });

  it("with its first line, where it was listed before", () => {
    const { found, duplicates } = resolveList(`${WEB}\n${DB}\n${WEB.toUpperCase()} eu-west-1`, estate);
    expect([found, duplicates]).toEqual([[0, 1], [{ line: 3, text: `${WEB} eu-west-1`, first: 1 }]]);
  });

  it("not where it went away", () => {
    const snapshot = sampleEstate([web, db]);
    snapshot.apply({ t: "gone", rows: [0] });
    expect(resolveList(`${WEB}\n${DB}`, snapshot)).toMatchObject({ found: [1], unknown: [{ line: 1 }] });
  });

  it.each([
    ["i-123", /“i-123” is not an id: ids are i- with 8 or 17/],
    ["i-0000000000000000g", /is not an id/],
    ["arn:aws:s3:::bucket", /is not the ARN of an instance/],
    [`arn:aws:ec2:eu-west-1:111111111111:instance/i-1`, /is not the ARN/],
    ["My servers:", /is not an id, a region or an account/],
    ["eu-west-1", /There is no id on this line/],
    [`${WEB} eu-wst1`, /“eu-wst1” is not an id, a region or an account/],
    [`${WEB} 11111111111`, /“11111111111” is not/],
    [`${WEB} eu-west-1 us-east-1`, /Two regions/],
    [`${WEB} 111111111111 222222222222`, /Two accounts/],
    [`arn:aws:ec2:eu-west-1:111111111111:instance/${WEB} us-east-1`, /different places/],
  ])("as a problem: %s", (text, problem) => {
    const result = resolveList(`${DB}\n${text}`, estate);
    expect(result.found).toEqual([1]);
    expect(new Set(lines(result.problems))).toEqual(new Set([2]));
    expect(result.problems[0]?.problem).toMatch(problem);
  });

  it.each([
    [`id,region\n${WEB},eu_west_1`, /“eu_west_1” is not a region/],
    [`id,account\n${WEB},1111`, /“1111” is not an account/],
    [`id,region\n,eu-west-1`, /no id on this line/],
    [`id,region\nnone,eu-west-1`, /“none” is not an id/],
  ])("as a problem in a column: %j", (text, problem) => {
    const result = resolveList(text, estate);
    expect(result.found).toEqual([]);
    expect(result.problems).toMatchObject([{ line: 2 }]);
    expect(result.problems[0]?.problem).toMatch(problem);
  });

  it("and a word beside an id is left out, not the id", () => {
    const result = resolveList(`${WEB} web-prod-1\n${DB} "the database"`, estate);
    expect(result.found).toEqual([0, 1]);
    expect(result.problems.map(({ line, text }) => [line, text])).toEqual([
      [1, "web-prod-1"],
      [2, "the"],
      [2, "database"],
    ]);
  });

  it("by the line in the file, also after fields of several lines", () => {
    const text = `Name,Id\n"a\nb\nc",${WEB}\nx,i-123\n"d\ne",${id(99)}\n"f\n",${DB}`;
    const result = resolveList(text, estate);
    expect([result.found, lines(result.problems), lines(result.unknown)]).toEqual([[0, 1], [5], [6]]);
  });

  it("and nothing is swallowed by a quotation mark that is never closed", () => {
    const result = resolveList(`${WEB}\n"${DB}\n${id(99)}`, estate);
    expect([result.found, lines(result.unknown)]).toEqual([[0, 1], [3]]);
    expect(result.problems).toMatchObject([{ line: 2, problem: expect.stringContaining("quotation mark") }]);
  });
});

test("every line of a list comes back as something, whatever stands in it", () => {
  const hostile = [
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "__proto__",
    "constructor,toString",
    `i-${"0".repeat(5000)}`,
    "\u202e\u0000",
    "'; DROP TABLE node; --",
    "a".repeat(100_000),
  ];
  for (const text of hostile) {
    const { found, problems } = resolveList(`${WEB}\n${text}`, estate);
    expect(found).toEqual([0]);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.text.length + problem.problem.length).toBeLessThan(300);
  }
});

test("reads 100,000 lines within half a second, and says so where there are more", () => {
  const many = Array.from({ length: MOST_LINES }, (_, at) => `${id(at + 1)},eu-west-1,111111111111`).join("\n");
  const tries = Array.from({ length: 4 }, () => {
    // This thread's own time: other work on the machine is not what is measured. Older Node has only the process's.
    const used = () => (process.threadCpuUsage ?? process.cpuUsage)().user / 1000;
    const before = used();
    const result = resolveList(`${many}\n`, estate);
    return { result, tookMs: used() - before };
  });
  const [{ result } = { result: resolveList("", estate) }] = tries;
  expect([result.found, result.unknown.length + result.ambiguous.length, result.problems]).toEqual([
    [0, 1, 2],
    MOST_LINES - 3,
    [],
  ]);
  expect(Math.min(...tries.map(({ tookMs }) => tookMs))).toBeLessThan(500);
  const more = resolveList(`${many}\n${WEB}\n${DB}`, estate);
  expect(more.problems).toMatchObject([{ line: MOST_LINES + 1, problem: expect.stringContaining("first 100,000 lines") }]);
});
