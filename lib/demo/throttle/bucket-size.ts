/** A token bucket: so many requests at once, and so many more every second. */
export type BucketSize = { name: string; capacity: number; refillPerSecond: number };

/** EC2's published sizes (EC2 Developer Guide, "Request throttling"), per account, region and API. */
export const EC2_BUCKETS = {
  nonMutating: { name: "non-mutating", capacity: 100, refillPerSecond: 20 },
  unfilteredUnpaginated: { name: "unfiltered-unpaginated", capacity: 50, refillPerSecond: 10 },
  tagging: { name: "tagging", capacity: 100, refillPerSecond: 10 },
} as const satisfies Record<string, BucketSize>;

/**
 * SSM publishes rates for sessions only (AWS General Reference, Systems Manager quotas): StartSession 3 and
 * TerminateSession 6 a second. The other sizes are chosen: low enough that a careless client is throttled.
 */
export const SSM_BUCKETS = {
  startSession: { name: "start-session", capacity: 3, refillPerSecond: 3 },
  terminateSession: { name: "terminate-session", capacity: 6, refillPerSecond: 6 },
  describe: { name: "chosen-describe", capacity: 40, refillPerSecond: 20 },
  invocation: { name: "chosen-invocation", capacity: 60, refillPerSecond: 30 },
  sendCommand: { name: "chosen-send-command", capacity: 20, refillPerSecond: 10 },
  tagging: { name: "chosen-tagging", capacity: 20, refillPerSecond: 10 },
} as const satisfies Record<string, BucketSize>;

/** STS: 600 requests a second (IAM quotas). */
export const STS_BUCKET: BucketSize = { name: "sts", capacity: 600, refillPerSecond: 600 };

/** IAM publishes no rates for reading; chosen. */
export const IAM_BUCKET: BucketSize = { name: "chosen-iam", capacity: 100, refillPerSecond: 20 };
