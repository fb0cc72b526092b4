import type { EstateInstanceState } from "./instance.ts";
import { pickAt } from "./random.ts";

/** What SSM knows of an instance while it runs; `none`: it never registered. */
export type Registration = "none" | "Online" | "ConnectionLost" | "Inactive";

/** What is unusual about an instance. One at most. */
export type Quirk = (typeof QUIRKS)[number];

/** The facts of one instance that are not its workload's. Everything else follows from these and from its place. */
export type InstanceRow = {
  /** Position in the cell's list of workloads. */
  workload: number;
  /** Its number in the workload, from 1. */
  number: number;
  state: EstateInstanceState;
  registration: Registration;
  /** See cado-tags.ts. */
  cadoForm: number;
  /** See agents.ts. */
  agent: number;
  quirk: Quirk;
  /** Epoch seconds. */
  launched: number;
  /** Seconds from the last ping to the estate's now; 0 where it is online. */
  silent: number;
};

const STATES: readonly EstateInstanceState[] = ["pending", "running", "shutting-down", "terminated", "stopping", "stopped"];
const REGISTRATIONS: readonly Registration[] = ["none", "Online", "ConnectionLost", "Inactive"];
const QUIRKS = [
  "none",
  "no-tags",
  "fifty-tags",
  "unnamed",
  "long-name",
  "right-to-left",
  "unicode",
  "formula",
  "markup",
  "short-id",
] as const;

/** The instances of a cell, 21 bytes each: a million of them have to fit beside the server that serves them. */
export class InstanceColumns {
  #count = 0;
  #workload: Uint32Array;
  #number: Uint32Array;
  #launched: Uint32Array;
  #silent: Uint32Array;
  #state: Uint8Array;
  #registration: Uint8Array;
  #cadoForm: Uint8Array;
  #agent: Uint8Array;
  #quirk: Uint8Array;

  constructor(count: number) {
    this.#count = count;
    this.#workload = new Uint32Array(count);
    this.#number = new Uint32Array(count);
    this.#launched = new Uint32Array(count);
    this.#silent = new Uint32Array(count);
    this.#state = new Uint8Array(count);
    this.#registration = new Uint8Array(count);
    this.#cadoForm = new Uint8Array(count);
    this.#agent = new Uint8Array(count);
    this.#quirk = new Uint8Array(count);
  }

  get count(): number {
    return this.#count;
  }

  /** Throws for an index outside 0..count-1. */
  row(index: number): InstanceRow {
    return {
      workload: this.#at(this.#workload, index),
      number: this.#at(this.#number, index),
      state: this.state(index),
      registration: pickAt(REGISTRATIONS, this.#at(this.#registration, index)),
      cadoForm: this.#at(this.#cadoForm, index),
      agent: this.#at(this.#agent, index),
      quirk: this.quirk(index),
      launched: this.#at(this.#launched, index),
      silent: this.#at(this.#silent, index),
    };
  }

  state(index: number): EstateInstanceState {
    return pickAt(STATES, this.#at(this.#state, index));
  }

  quirk(index: number): Quirk {
    return pickAt(QUIRKS, this.#at(this.#quirk, index));
  }

  setRow(index: number, row: InstanceRow): void {
    this.#at(this.#state, index);
    this.#workload[index] = row.workload;
    this.#number[index] = row.number;
    this.#launched[index] = row.launched;
    this.#silent[index] = row.silent;
    this.#state[index] = STATES.indexOf(row.state);
    this.#registration[index] = REGISTRATIONS.indexOf(row.registration);
    this.#cadoForm[index] = row.cadoForm;
    this.#agent[index] = row.agent;
    this.#quirk[index] = QUIRKS.indexOf(row.quirk);
  }

  /** Adds a row at the end and answers its index. */
  append(row: InstanceRow): number {
    const index = this.#count;
    if (index === this.#state.length) this.#grow();
    this.#count = index + 1;
    this.setRow(index, row);
    return index;
  }

  #grow(): void {
    const length = Math.ceil(this.#count * 1.5) + 16;
    const longer = <T extends Uint32Array | Uint8Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#workload = longer(new Uint32Array(length), this.#workload);
    this.#number = longer(new Uint32Array(length), this.#number);
    this.#launched = longer(new Uint32Array(length), this.#launched);
    this.#silent = longer(new Uint32Array(length), this.#silent);
    this.#state = longer(new Uint8Array(length), this.#state);
    this.#registration = longer(new Uint8Array(length), this.#registration);
    this.#cadoForm = longer(new Uint8Array(length), this.#cadoForm);
    this.#agent = longer(new Uint8Array(length), this.#agent);
    this.#quirk = longer(new Uint8Array(length), this.#quirk);
  }

  #at(column: Uint32Array | Uint8Array, index: number): number {
    const value = index < this.#count ? column[index] : undefined;
    if (value === undefined) throw new RangeError(`There is no instance ${index} among ${this.#count}.`);
    return value;
  }
}
