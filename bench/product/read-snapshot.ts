import { readNdjson } from "../../lib/inventory/read-ndjson.ts";
import { Snapshot } from "../../lib/inventory/snapshot.ts";
import type { Product } from "./start-product.ts";

/** The whole estate as the product tells it, once its sweep has ended. */
export async function readSnapshot(product: Product): Promise<Snapshot> {
  const snapshot = new Snapshot();
  const { body } = await product.get("/api/instances");
  if (body === null) throw new Error("no rows came");
  for await (const line of readNdjson(body)) snapshot.apply(JSON.parse(line));
  const unread = snapshot.cells.filter(({ state }) => state === "failed");
  if (unread.length > 0) throw new Error(`${unread.length} account-regions could not be read: ${JSON.stringify(unread[0])}`);
  return snapshot;
}
