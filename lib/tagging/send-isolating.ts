import type { AwsFault } from "#lib/aws/aws-problem.ts";
import type { Problem } from "#lib/domain/problem.ts";

/**
 * How one write of several ids ended.
 * - `accepted`: AWS took it for every id.
 * - `refused`: AWS took it for none. `named` are the ids that the refusal itself names as missing or malformed.
 * - `uncertain`: no clear answer (time-out, cut connection, server error): it may have been done. Splitting tells nothing.
 * - `stopped`: nothing more can be sent here now (credentials, region). `halted`: nothing more may be (pause, cancel).
 */
export type SendResult =
  | { result: "accepted"; requestId: string }
  | { result: "refused"; problem: Problem; named: readonly string[] }
  | { result: "uncertain"; problem: Problem }
  | { result: "stopped"; problem: Problem; fault: AwsFault }
  | { result: "halted" };

/** The result for one id. A refusal is its own: it was found by name, or sent alone. */
export type IdResult = Exclude<SendResult, { result: "refused" }> | { result: "refused"; problem: Problem };

/**
 * Sends one write for many items and finds out for each how it ended, though AWS answers for all of them at once: ids
 * that the refusal names are cut out and the rest is sent again; any other refused group is split until each culprit
 * stands alone. `settle` is called once per item. For k items refused without being named, out of c, `send` is called
 * at most 2k·log2(c/k) + 2k + 1 times beyond the first; each refusal that names ids costs one call more.
 * `answered` is the answer for all of the items, where they were sent already.
 */
export async function sendIsolating<T extends { readonly id: string }>(
  items: readonly T[],
  send: (items: readonly T[]) => Promise<SendResult>,
  settle: (item: T, result: IdResult) => void,
  answered?: SendResult,
): Promise<void> {
  const groups: (readonly T[])[] = items.length === 0 ? [] : [items];
  let known = answered;
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const result = known ?? (await send(group));
    known = undefined;
    if (result.result === "stopped" || result.result === "halted") {
      for (const item of [...group, ...groups.reverse().flat()]) settle(item, result);
      return;
    }
    if (result.result !== "refused") {
      for (const item of group) settle(item, result);
      continue;
    }
    const named = new Set(result.named);
    const culprits = group.length === 1 ? group : group.filter((item) => named.has(item.id));
    for (const item of culprits) settle(item, { result: "refused", problem: result.problem });
    if (culprits.length === group.length) continue;
    if (culprits.length > 0) groups.push(group.filter((item) => !named.has(item.id)));
    else groups.push(...split(group).reverse());
  }
}

/**
 * Not in the middle, but at the largest power of two below the length: with halves of odd lengths the bound on calls
 * does not hold (192 ids, every third one refused: 50 calls over it).
 */
function split<T>(items: readonly T[]): (readonly T[])[] {
  const middle = 2 ** (Math.ceil(Math.log2(items.length)) - 1);
  return [items.slice(0, middle), items.slice(middle)];
}
