import "server-only";
import { appendAudit } from "#lib/audit/append-audit.ts";
import type { Actor } from "#lib/domain/actor.ts";
import type { Store } from "#lib/store/store.ts";
import type { Delivery } from "./deliver.ts";
import { receiverId, shownUrl } from "./receiver.ts";
import { keepReceiverState, type ReceiverState } from "./receiver-state.ts";

export type AttemptedDelivery = {
  url: string;
  event: string;
  id: string;
  attempts: number;
  outcome: Pick<Delivery, "ok" | "status" | "detail">;
  /** Nothing more is tried. */
  final: boolean;
  actor: Actor;
  at: Date;
};

/** Keeps what came of an attempt for the settings page, and, where it is the last one, an audit record. */
export async function recordDelivery(store: Store, attempted: AttemptedDelivery): Promise<void> {
  const { url, event, id, attempts, outcome, final, actor, at } = attempted;
  const { ok, status, detail } = outcome;
  const state: ReceiverState["state"] = ok ? "delivered" : final ? "given-up" : "retrying";
  await store.transact("webhook", async (tx) => {
    await keepReceiverState(tx, receiverId(url), { state, event, delivery: id, at: at.toISOString(), attempts, status, detail });
    if (!final) return;
    const said = [status === null ? "" : `HTTP ${status}`, detail].filter((part) => part !== "").join(": ");
    await appendAudit(tx, [{ kind: "webhook", actor, url: shownUrl(url), event, ok, attempts, detail: said }], { now: at });
  });
}
