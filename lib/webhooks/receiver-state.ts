import "server-only";
import { inArray } from "drizzle-orm";
import { keptValue } from "#lib/store/schema.ts";
import type { StoreDb } from "#lib/store/store.ts";
import { receiverId } from "./receiver.ts";

/** What last came of sending to a receiver. `retrying`: it failed and is tried again. `given-up`: it is not. */
export type ReceiverState = {
  state: "delivered" | "retrying" | "given-up";
  event: string;
  delivery: string;
  at: string;
  attempts: number;
  /** The receiver's HTTP status; null where it did not answer. */
  status: number | null;
  detail: string;
};

/** Keeps what last came of a receiver, named by `receiverId`. */
export async function keepReceiverState(tx: StoreDb, receiver: string, state: ReceiverState): Promise<void> {
  const kept = { value: state, at: new Date(state.at) };
  await tx
    .insert(keptValue)
    .values({ key: keyOf(receiver), ...kept })
    .onConflictDoUpdate({ target: keptValue.key, set: kept });
}

/** What last came of each receiver, by its address; those that nothing was sent to are missing. */
export async function readReceiverStates(db: StoreDb, urls: readonly string[]): Promise<ReadonlyMap<string, ReceiverState>> {
  if (urls.length === 0) return new Map();
  const urlOf = new Map(urls.map((url) => [keyOf(receiverId(url)), url]));
  const rows = await db
    .select()
    .from(keptValue)
    .where(inArray(keptValue.key, [...urlOf.keys()]));
  return new Map(rows.map(({ key, value }) => [urlOf.get(key) ?? "", asState(value)]));
}

/** Only `keepReceiverState` writes under these keys. */
function asState(value: unknown): ReceiverState {
  return value as ReceiverState;
}

function keyOf(receiver: string): string {
  return `webhook:${receiver}`;
}
