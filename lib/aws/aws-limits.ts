import "server-only";

/** How long we wait for AWS. */
export type AwsLimits = {
  /** For a connection to stand. */
  connectMs: number;
  /** For one attempt's answer to begin, and for its body to go on. */
  attemptMs: number;
  /** For a whole call: pacing, all attempts, and the waits between them. */
  callMs: number;
  /** Attempts per call, the first one included. Time-outs run into `callMs` first; throttling gets nearly all of them. */
  attempts: number;
};

export const AWS_LIMITS: AwsLimits = { connectMs: 3_000, attemptMs: 10_000, callMs: 30_000, attempts: 8 };
