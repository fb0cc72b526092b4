import type { EstateCell } from "./estate/cell.ts";
import type { Fault } from "./faults/fault.ts";
import type { Caller } from "./identity/caller.ts";
import type { Service } from "./protocol/service.ts";
import type { World } from "./world.ts";

/** One authenticated request, as an operation sees it. */
export type Call = {
  /** What the answer tells, counted by the operation: instances, nodes, tags. */
  told: { items: number };
  world: World;
  service: Service;
  /** AWS's operation name, `DescribeInstances`. */
  operation: string;
  region: string;
  caller: Caller;
  nowMs: number;
  /** The faults that meet this request and that the operation itself has to act out. */
  faults: readonly Fault[];
};

/** A request to a regional service: the caller's account in that region, which is enabled. */
export type CellCall = Call & { cell: EstateCell };
