import type { Estate } from "../../lib/demo/estate/estate.ts";
import { readNdjson } from "../../lib/inventory/read-ndjson.ts";
import { Snapshot } from "../../lib/inventory/snapshot.ts";
import type { Product } from "../product/start-product.ts";
import { holdToTruth } from "./truth.ts";

/** Nodes whose tag is changed from outside before. */
const CHANGED = 200;

/**
 * Changes the tag of some nodes behind the product's back, asks it to read that tag alone, and answers with the ms until
 * its stream tells that this has ended. Throws unless everything it then has is the truth.
 */
export async function checkTagAlone(product: Product, before: Snapshot, estate: Estate): Promise<number> {
  const { tag } = before;
  await changeTags(product, before, estate);
  const following = new AbortController();
  const snapshot = new Snapshot();
  const answer = await fetch(`${product.url}/api/instances?follow=1`, {
    headers: { cookie: product.cookie },
    signal: following.signal,
  });
  if (!answer.ok || answer.body === null) throw new Error(`The product answered ${answer.status}.`);
  let begun = Number.NaN;
  for await (const text of readNdjson(answer.body)) {
    const line = JSON.parse(text);
    snapshot.apply(line);
    if (line.t !== "done") continue;
    if (!Number.isNaN(begun)) break;
    begun = performance.now();
    await refreshTag(product);
  }
  const tookMs = performance.now() - begun;
  following.abort();
  if (snapshot.tag.key !== tag.key) throw new Error("The tag is another one.");
  holdToTruth(snapshot, estate);
  return tookMs;
}

async function refreshTag(product: Product): Promise<void> {
  const answer = await fetch(`${product.url}/api/sweep`, {
    method: "POST",
    headers: { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ action: "refresh", only: "tag" }),
  });
  if (!answer.ok) throw new Error(`The product refused to read the tag alone: ${answer.status} ${await answer.text()}`);
}

/** At the stand-in, and in the truth beside it. */
async function changeTags(product: Product, { tag }: Snapshot, estate: Estate): Promise<void> {
  const filled = estate.cells.filter(({ ec2Count }) => ec2Count > 0);
  const changes = Array.from({ length: CHANGED }, (_, at) => {
    const cell = filled[(at * 7) % filled.length];
    if (cell === undefined) throw new Error("the estate is empty");
    return { cell, index: (at * 13) % cell.ec2Count, value: at % 3 === 0 ? null : `changed ${at}` };
  });
  for (const { cell, index, value } of changes) {
    const { account, region } = cell;
    if (value === null) cell.deleteTag(index, tag.key);
    else cell.setTag(index, tag.key, value);
    const answer = await fetch(`${product.aws.endpoint}/_control/tags`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ account, region, tags: [{ id: cell.id(index), key: tag.key, value }] }),
    });
    if (!answer.ok) throw new Error(`The stand-in refused to change a tag: ${answer.status} ${await answer.text()}`);
  }
}
