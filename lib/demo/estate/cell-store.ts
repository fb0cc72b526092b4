import { codeOfAgent, LATEST_AGENT } from "./agents.ts";
import { getApp } from "./apps.ts";
import { codeOfForm } from "./cado-tags.ts";
import type { EstateCell } from "./cell.ts";
import { describeInstance, type PlacedInstance, privateIpOf } from "./describe-instance.ts";
import { describeRegistration } from "./describe-registration.ts";
import type { DrawnInstances } from "./draw-instances.ts";
import { describeHybrid, type HybridNode } from "./hybrid-nodes.ts";
import type { EstateInstance, EstateInstanceState } from "./instance.ts";
import type { InstanceColumns } from "./instance-columns.ts";
import type { NodeIds } from "./node-ids.ts";
import { bornTags } from "./node-tags.ts";
import { createRandom, mix32 } from "./random.ts";
import type { EstateSsm } from "./ssm-registration.ts";
import { createWorkload, type Workload } from "./workload.ts";

/** A short id has no room for more cells (node-ids.ts). */
const SHORT_ID_CELLS = 64;

export type CellStoreOptions = {
  /** The cell's number in the estate, 0 to 1023. */
  number: number;
  account: string;
  region: string;
  drawn: DrawnInstances;
  hybrids: readonly HybridNode[];
  ids: NodeIds;
  seed: number;
  nowMs: number;
};

/** A cell that keeps columns and makes everything else from them when it is asked. */
export class CellStore implements EstateCell {
  readonly account: string;
  readonly region: string;
  readonly #number: number;
  readonly #columns: InstanceColumns;
  readonly #workloads: Workload[];
  readonly #hybrids: readonly HybridNode[];
  readonly #ids: NodeIds;
  readonly #salt: number;
  readonly #nowMs: number;
  /** By node key: the tags of the nodes whose tags somebody changed. */
  readonly #changedTags = new Map<number, Map<string, string>>();
  /** Every node's id in order, with its index; null until somebody asks, and after nodes came or went. */
  #byId: readonly { id: string; index: number }[] | null = null;
  /** Node keys. */
  readonly #removed = new Set<number>();

  constructor({ number, account, region, drawn, hybrids, ids, seed, nowMs }: CellStoreOptions) {
    this.account = account;
    this.region = region;
    this.#number = number;
    this.#columns = drawn.columns;
    this.#workloads = drawn.workloads;
    this.#hybrids = hybrids;
    this.#ids = ids;
    this.#salt = mix32(mix32(seed | 0) ^ (number + 1));
    this.#nowMs = nowMs;
  }

  get ec2Count(): number {
    return this.#columns.count;
  }

  get size(): number {
    return this.ec2Count + this.#hybrids.length;
  }

  exists(index: number): boolean {
    return index >= 0 && index < this.size && !this.#removed.has(this.#keyOf(index));
  }

  id(index: number): string {
    this.#check(index);
    if (index >= this.ec2Count) {
      return this.#ids.idOf({ kind: "hybrid", cell: this.#number, row: index - this.ec2Count });
    }
    const kind = this.#columns.quirk(index) === "short-id" && this.#number < SHORT_ID_CELLS ? "short" : "long";
    return this.#ids.idOf({ kind, cell: this.#number, row: index });
  }

  indexOf(id: string): number {
    const place = this.#ids.placeOf(id);
    if (place === undefined || place.cell !== this.#number) return -1;
    const index = place.kind === "hybrid" ? this.ec2Count + place.row : place.row;
    return this.exists(index) && this.id(index) === id ? index : -1;
  }

  withPrefix(prefix: string): number[] {
    this.#byId ??= Array.from({ length: this.size }, (_, index) => index)
      .filter((index) => this.exists(index))
      .map((index) => ({ id: this.id(index), index }))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    const found: number[] = [];
    for (let at = firstNotBefore(this.#byId, prefix); this.#byId[at]?.id.startsWith(prefix); at += 1) {
      const index = this.#byId[at]?.index;
      if (index !== undefined) found.push(index);
    }
    return found;
  }

  instance(index: number): EstateInstance {
    return describeInstance(this.#placed(index));
  }

  ssm(index: number, atMs: number = this.#nowMs): EstateSsm | null {
    const hybrid = this.#hybridAt(index);
    if (hybrid !== undefined) return describeHybrid(this.id(index), hybrid, this.#nowMs, atMs);
    return describeRegistration(this.#placed(index), this.#nowMs, atMs);
  }

  tags(index: number): ReadonlyMap<string, string> {
    this.#check(index);
    return this.#changedTags.get(this.#keyOf(index)) ?? this.#bornTags(index);
  }

  setTag(index: number, key: string, value: string): void {
    this.#ownTags(index).set(key, value);
  }

  deleteTag(index: number, key: string): void {
    this.#ownTags(index).delete(key);
  }

  stop(index: number): void {
    this.#setState(index, "stopped");
  }

  start(index: number): void {
    this.#setState(index, "running");
  }

  terminate(index: number): void {
    this.#setState(index, "terminated");
  }

  remove(index: number): void {
    this.#check(index);
    const key = this.#keyOf(index);
    this.#removed.add(key);
    this.#byId = null;
    this.#changedTags.delete(key);
  }

  addInstance(tags: ReadonlyMap<string, string>): number {
    const workload = this.#workloads.push(this.#addedWorkload()) - 1;
    const index = this.#columns.append({
      workload,
      number: 1,
      state: "running",
      registration: "Online",
      cadoForm: codeOfForm("absent"),
      agent: codeOfAgent(LATEST_AGENT),
      quirk: "none",
      launched: Math.floor(this.#nowMs / 1000),
      silent: 0,
    });
    this.#changedTags.set(this.#keyOf(index), new Map(tags));
    this.#byId = null;
    return index;
  }

  /** Hybrid nodes count down from -1, so that a new instance does not change anybody's key. */
  #keyOf(index: number): number {
    return index < this.ec2Count ? index : this.ec2Count - index - 1;
  }

  #check(index: number): void {
    if (!this.exists(index)) throw new RangeError(`${this.account}/${this.region} has no node ${index}.`);
  }

  #hybridAt(index: number): HybridNode | undefined {
    this.#check(index);
    return this.#hybrids[index - this.ec2Count];
  }

  #placed(index: number): PlacedInstance {
    const id = this.id(index);
    const row = this.#columns.row(index);
    const workload = this.#workloads[row.workload];
    if (workload === undefined) throw new RangeError(`${id} is of workload ${row.workload}, which there is not.`);
    const noise = this.#noiseOf(index);
    return { id, index, row, workload, noise, region: this.region, cell: this.#number };
  }

  /** 32 bits, unsigned, that belong to this row alone. */
  #noiseOf(index: number): number {
    return mix32(this.#salt + Math.imul(index, 0x9e3779b1)) >>> 0;
  }

  #bornTags(index: number): Map<string, string> {
    const hybrid = this.#hybridAt(index);
    if (hybrid !== undefined) return new Map(hybrid.tags);
    return bornTags({ ...this.#placed(index), privateIp: privateIpOf(this.#number, index) });
  }

  #ownTags(index: number): Map<string, string> {
    this.#check(index);
    const key = this.#keyOf(index);
    const tags = this.#changedTags.get(key) ?? this.#bornTags(index);
    this.#changedTags.set(key, tags);
    return tags;
  }

  #setState(index: number, state: EstateInstanceState): void {
    const row = this.#placed(index).row;
    if (row.state === "terminated") throw new Error(`${this.id(index)} is terminated, and that cannot be undone.`);
    const launched = state === "running" ? Math.floor(this.#nowMs / 1000) : row.launched;
    this.#columns.setRow(index, { ...row, state, launched });
  }

  #addedWorkload(): Workload {
    const name = `added-${this.ec2Count}`;
    const plan = {
      account: this.account,
      region: this.region,
      hostManagement: false,
      app: getApp("storefront"),
      env: "prod",
      name,
    };
    return createWorkload({ ...plan, keeper: "hand", profile: "ssm" }, createRandom(this.#salt, this.ec2Count));
  }
}

function firstNotBefore(sorted: readonly { id: string }[], text: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle]?.id ?? "") < text) from = middle + 1;
    else to = middle;
  }
  return from;
}
