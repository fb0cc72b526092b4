import { z } from "zod";

const place = z.strictObject({
  service: z.enum(["ec2", "ssm", "sts", "iam"]).optional(),
  /** `DescribeInstances` */
  operation: z.string().min(1).optional(),
  /** The account that is called; for AssumeRole the account of the role. */
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  region: z.string().min(1).optional(),
  /** Name of the caller's role; for AssumeRole of the role that is asked for. */
  role: z.string().min(1).optional(),
});

const common = {
  /** What is not named here is everywhere. */
  where: place.default({}),
  /** How many of the requests there, in percent. Which ones follows from the seed. */
  percent: z.number().min(0).max(100).default(100),
  /** After that many it is over; null: it stays. */
  times: z.int().positive().nullable().default(null),
};

const fault = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...common, ...shape });

const milliseconds = z.number().min(0).max(3_600_000);

/** One thing that goes wrong on demand. */
export const Fault = z.discriminatedUnion("kind", [
  /** Answers late. */
  fault("latency", { ms: milliseconds }),
  /** The service's own throttling error. */
  fault("throttle", {}),
  /** No identity-based policy allows it, in the service's own words. */
  fault("deny", {}),
  /** The region is not enabled in the account. */
  fault("disable-region", {}),
  /** The caller's credentials have expired. */
  fault("expire-credentials", {}),
  /** Does what it is asked and never answers. */
  fault("hang", {}),
  /** Does what it is asked, sends half of the answer's body and closes the connection. */
  fault("cut", {}),
  /** Does what it is asked and resets the connection without an answer. */
  fault("reset", {}),
  /** The same, or with `how: "hang"` no answer at all: the client cannot know whether it was done, and it was. */
  fault("lost-answer", { how: z.enum(["reset", "hang"]).default("reset") }),
  /** Resets the connection, or never answers, and does nothing: the client cannot know whether it was done, and it was not. */
  fault("lost-request", { how: z.enum(["reset", "hang"]).default("reset") }),
  /** Tag writes succeed at once and are seen by readers, and by IAM, only after so long, and up to `jitterMs` more. */
  fault("tag-delay", { ms: milliseconds, jitterMs: z.int().min(0).max(3_600_000).default(0) }),
  /** Tag writes answer ConcurrentTagAccess (EC2) or TooManyUpdates (SSM) and change nothing. */
  fault("concurrent-tag-access", {}),
  /** The operation does not exist here, as in another emulator or an older endpoint. */
  fault("unknown-operation", {}),
  /** The parameter (or member) is refused as unknown. */
  fault("refuse-parameter", { parameter: z.string().min(1) }),
  /** DescribeInstances leaves the tags of every other instance out (cloud-custodian issues 252, 10909, 11064). */
  fault("omit-tags", {}),
  /**
   * Lists that are asked for by how ids begin, and DescribeInstanceProperties, miss nodes, one of them on every first page,
   * tell one twice, or one that was not asked for.
   */
  fault("wrong-list", { how: z.enum(["misses", "repeats", "strays"]) }),
  /** Any other refusal. */
  fault("error", { code: z.string().min(1), message: z.string(), status: z.int().min(400).max(599) }),
]);

export type Fault = z.output<typeof Fault>;
export type FaultInput = z.input<typeof Fault>;
export type FaultPlace = z.output<typeof place>;
