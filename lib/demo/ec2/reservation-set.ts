import { element } from "../protocol/xml.ts";
import type { InstanceFacts } from "./instance-filters.ts";
import { instanceXml } from "./instance-xml.ts";

/**
 * Writes a reservationSet, instance by instance: nothing of an instance is kept but its text, which is what keeps pages
 * of 1,000 cheap. Neighbours that were launched together share a reservation.
 */
export class ReservationSet {
  #xml = "<reservationSet>";
  #open: string | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(facts: InstanceFacts): void {
    const { reservationId } = facts.instance;
    if (reservationId !== this.#open) {
      this.#close();
      this.#open = reservationId;
      this.#xml += `<item>${element("reservationId", reservationId)}${element("ownerId", facts.owner)}<groupSet/><instancesSet>`;
    }
    this.#xml += instanceXml(facts);
    this.#size += 1;
  }

  /** The whole element. Nothing can be added any more. */
  end(): string {
    this.#close();
    return `${this.#xml}</reservationSet>`;
  }

  #close(): void {
    if (this.#open !== null) this.#xml += "</instancesSet></item>";
  }
}
