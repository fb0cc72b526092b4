import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IdResult, type SendResult, sendIsolating } from "./send-isolating.ts";

const problem = { code: "UnauthorizedOperation", title: "denied" };
const missing = { code: "InvalidInstanceID.NotFound", title: "missing" };

/** Answers as EC2 does: one bad id refuses the whole call; missing ids are named and looked at first. */
function recordingSend(
  denied: ReadonlySet<string>,
  gone: ReadonlySet<string> = new Set(),
  namedAtOnce = Number.POSITIVE_INFINITY,
) {
  const accepted: string[] = [];
  let calls = 0;
  const send = async (ids: readonly string[]): Promise<SendResult> => {
    calls += 1;
    const named = ids.filter((id) => gone.has(id)).slice(0, namedAtOnce);
    if (named.length > 0) return { result: "refused", problem: missing, named };
    if (ids.some((id) => denied.has(id))) return { result: "refused", problem, named: [] };
    accepted.push(...ids);
    return { result: "accepted", requestId: `r${calls}` };
  };
  return { send, accepted, calls: () => calls };
}

async function run(ids: readonly string[], send: (ids: readonly string[]) => Promise<SendResult>) {
  const results = new Map<string, IdResult>();
  const items = ids.map((id) => ({ id }));
  const sendItems = (group: readonly { id: string }[]) => send(group.map(({ id }) => id));
  await sendIsolating(items, sendItems, ({ id }, result) => {
    expect(results.has(id), `${id} settled twice`).toBe(false);
    results.set(id, result);
  });
  return results;
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `i-${at}`);

describe("sendIsolating", () => {
  test("every id gets exactly its own result, within the bound on calls, for any set of refused ids", async () => {
    const shape = fc
      .integer({ min: 1, max: 200 })
      .chain((count) => fc.tuple(fc.constant(count), fc.uniqueArray(fc.nat({ max: count - 1 }), { maxLength: count })));
    await fc.assert(
      fc.asyncProperty(shape, async ([count, bad]) => {
        const ids = names(count);
        const denied = new Set(bad.map((at) => `i-${at}`));
        const aws = recordingSend(denied);
        const results = await run(ids, aws.send);
        for (const id of ids) expect(results.get(id)?.result).toBe(denied.has(id) ? "refused" : "accepted");
        expect(aws.accepted.length).toBe(count - denied.size);
        const k = denied.size;
        expect(aws.calls() - 1).toBeLessThanOrEqual(k === 0 ? 0 : 2 * k * Math.log2(count / k) + 2 * k + 1);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [192, 3],
    [200, 2],
    [200, 7],
    [160, 5],
    [129, 128],
  ])("the bound holds where refused ids are spread as badly as can be: of %i every %ith", async (count, every) => {
    const ids = names(count);
    const denied = new Set(ids.filter((_, at) => at % every === 0));
    const aws = recordingSend(denied);
    await run(ids, aws.send);
    const k = denied.size;
    expect(aws.calls() - 1).toBeLessThanOrEqual(2 * k * Math.log2(count / k) + 2 * k + 1);
  });

  test("ids that the refusal names are cut out at one more call, however many they are", async () => {
    const gone = new Set(["i-3", "i-77", "i-199"]);
    const aws = recordingSend(new Set(), gone);
    const results = await run(names(200), aws.send);
    expect(aws.calls()).toBe(2);
    expect(aws.accepted.length).toBe(197);
    for (const id of gone) expect(results.get(id)).toEqual({ result: "refused", problem: missing });
  });

  test("a refusal that names ids one at a time still ends, one call for each", async () => {
    const aws = recordingSend(new Set(), new Set(["i-3", "i-77", "i-199"]), 1);
    await run(names(200), aws.send);
    expect(aws.calls()).toBe(4);
  });

  test("missing and denied ids in one chunk are told apart", async () => {
    const aws = recordingSend(new Set(["i-1"]), new Set(["i-2"]));
    const results = await run(names(8), aws.send);
    expect(results.get("i-1")).toEqual({ result: "refused", problem });
    expect(results.get("i-2")).toEqual({ result: "refused", problem: missing });
    expect(aws.accepted.length).toBe(6);
  });

  test("a refusal that names an id of somebody else's is split like any other", async () => {
    const results = await run(names(2), async (ids) =>
      ids.includes("i-0") ? { result: "refused", problem, named: ["i-999"] } : { result: "accepted", requestId: "r" },
    );
    expect(results.get("i-0")?.result).toBe("refused");
    expect(results.get("i-1")?.result).toBe("accepted");
  });

  test("an uncertain answer is not sent again: it may have been done", async () => {
    let calls = 0;
    const results = await run(names(8), async () => {
      calls += 1;
      return { result: "uncertain", problem: { code: "TimeoutError", title: "late" } };
    });
    expect(calls).toBe(1);
    expect([...results.values()].every(({ result }) => result === "uncertain")).toBe(true);
  });

  test("nothing is sent after a stop, and every id left says so", async () => {
    let calls = 0;
    const results = await run(names(8), async (ids) => {
      calls += 1;
      if (calls === 1) return { result: "refused", problem, named: [] };
      if (calls === 2) return { result: "accepted", requestId: `${ids.length}` };
      return { result: "stopped", problem: { code: "ExpiredToken", title: "expired" }, fault: "credentials" };
    });
    expect(calls).toBe(3);
    expect([...results.values()].map(({ result }) => result)).toEqual([
      ...Array(4).fill("accepted"),
      ...Array(4).fill("stopped"),
    ]);
  });

  test("an answer that is known already is not asked for again", async () => {
    const aws = recordingSend(new Set(["i-0"]));
    const settled: string[] = [];
    const send = (group: readonly { id: string }[]) => aws.send(group.map(({ id }) => id));
    const answered: SendResult = { result: "refused", problem, named: [] };
    await sendIsolating([{ id: "i-0" }, { id: "i-1" }], send, ({ id }, { result }) => settled.push(`${id} ${result}`), answered);
    expect(settled).toEqual(["i-0 refused", "i-1 accepted"]);
    expect(aws.calls()).toBe(2);
  });

  test("no ids, no call", async () => {
    const aws = recordingSend(new Set());
    expect((await run([], aws.send)).size).toBe(0);
    expect(aws.calls()).toBe(0);
  });
});
