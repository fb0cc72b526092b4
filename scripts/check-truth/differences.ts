import type { TrueNode, Truth } from "./read-estate.ts";

/** The part of the API's answer that the CLI can judge. */
export type ApiRow = {
  id: string;
  account: string;
  region: string;
  platform: string;
  pingStatus: string | null;
  tagState: string;
  tags: Record<string, string> | null;
  runCommand: { verdict: string; blockers: readonly { code: string }[] };
};
export type ApiAnswer = {
  tag: { key: string; value: string };
  cells: { account: string; region: string; state: string }[];
  rows: ApiRow[];
};

/** Every way in which the API's answer differs from the truth, in words: ids, ping status, tags, tag state, gaps. */
export function differences(answer: ApiAnswer, truth: Truth): string[] {
  const found: string[] = [];
  const rows = new Map(answer.rows.map((row) => [`${row.account} ${row.region} ${row.id}`, row]));
  if (rows.size !== answer.rows.length) found.push(`${answer.rows.length - rows.size} rows are there twice`);
  for (const [key, node] of truth.nodes) {
    const row = rows.get(key);
    if (row === undefined) {
      found.push(`${key} is missing`);
      continue;
    }
    rows.delete(key);
    if (row.pingStatus !== node.pingStatus) found.push(`${key}: ping ${row.pingStatus}, by the CLI ${node.pingStatus}`);
    const state = trueTagState(node, answer.tag);
    if (row.tagState !== state) found.push(`${key}: tag state ${row.tagState}, by the CLI ${state}`);
    if (canonical(row.tags) !== canonical(node.tags)) found.push(`${key}: tags differ`);
  }
  for (const key of rows.keys()) found.push(`${key} is not there by the CLI`);
  const unread = answer.cells
    .filter(({ state }) => state !== "read" && state !== "disabled")
    .map(({ account, region }) => `${account} ${region}`);
  if (unread.sort().join() !== truth.gaps.join()) found.push(`gaps ${unread.join()}, by the CLI ${truth.gaps.join()}`);
  return found;
}

function canonical(tags: Record<string, string> | null): string {
  return JSON.stringify(Object.entries(tags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Written again here on purpose: the judge does not use the code that it judges. */
function trueTagState(node: TrueNode, tag: { key: string; value: string }): string {
  const spellings = Object.entries(node.tags).filter(([key]) => key.toUpperCase() === tag.key.toUpperCase());
  if (spellings.length === 0) return "absent";
  if (spellings.length > 1) return "conflicting-variants";
  const [key, value] = spellings[0] ?? ["", ""];
  if (value !== tag.value) return "wrong-value";
  return key === tag.key ? "exact" : "key-case-variant";
}
