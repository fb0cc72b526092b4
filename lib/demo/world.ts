import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";
import { createEstate, type Estate, type EstateShape } from "./estate/estate.ts";
import { createRandom, type Random } from "./estate/random.ts";
import type { Fault } from "./faults/fault.ts";
import { FaultBook } from "./faults/fault-book.ts";
import { AccessKeys } from "./identity/access-keys.ts";
import { grantDashboard } from "./identity/grant-dashboard.ts";
import { PolicyBook } from "./identity/policy-book.ts";
import { PageTokens } from "./page-token.ts";
import { Commands } from "./ssm/commands.ts";
import { TagBook } from "./tag-book.ts";
import { TokenBuckets } from "./throttle/token-buckets.ts";
import { WriteLog } from "./write-log.ts";

export type WorldOptions = {
  instances: number;
  seed: number;
  shape: EstateShape;
  faults: readonly Fault[];
  /** False: no token bucket ever runs dry. Throttling faults stay as they are. */
  throttling: boolean;
  /** True: answers take as long as AWS's (answer-time.ts). */
  latency: boolean;
  clock: Clock;
  /** Told of every request that was carried out, whether or not its answer reaches the client. */
  onDone?: ((done: DoneRequest) => void) | undefined;
  /** Keeps every request to change tags, for `GET /_control/writes`. */
  recordWrites: boolean;
};

/** `resources` are the ids that a tag write was for. */
export type DoneRequest = { operation: string; account: string; region: string; resources: readonly string[]; requestId: string };

/** Everything that the stand-in remembers between requests. */
export type World = {
  readonly options: WorldOptions;
  estate: Estate;
  readonly keys: AccessKeys;
  readonly policies: PolicyBook;
  readonly buckets: TokenBuckets;
  readonly faults: FaultBook;
  readonly tags: TagBook;
  readonly commands: Commands;
  readonly pageTokens: PageTokens;
  readonly writes: WriteLog;
  /** Decides about delays that are not all the same. */
  jitter: Random;
};

export function createWorld(options: WorldOptions): World {
  return {
    options,
    estate: freshEstate(options),
    keys: new AccessKeys(options.seed),
    policies: new PolicyBook(),
    buckets: new TokenBuckets(),
    faults: new FaultBook(options.seed, options.faults),
    tags: new TagBook(),
    commands: new Commands(),
    pageTokens: new PageTokens(randomBytes(32)),
    writes: new WriteLog(options.recordWrites),
    jitter: jitterOf(options),
  };
}

/** Faults gone, buckets full, the estate as it was at the start. Sessions stay good. */
export function resetWorld(world: World): void {
  world.faults.clear();
  world.buckets.refill();
  world.tags.clear();
  world.commands.clear();
  world.writes.forget();
  world.jitter = jitterOf(world.options);
  world.estate = freshEstate(world.options);
}

function jitterOf({ seed }: WorldOptions): Random {
  return createRandom(seed, 3);
}

function freshEstate({ instances, seed, shape, clock }: WorldOptions): Estate {
  const estate = createEstate({ instances, seed, shape, nowMs: clock() });
  grantDashboard(estate);
  return estate;
}
