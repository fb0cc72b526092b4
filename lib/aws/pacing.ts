import "server-only";
import { type Clock, Pacer } from "./pacer.ts";

/** Calls that draw on one of AWS's token buckets. */
export type CallFamily =
  | "ec2-read"
  | "ec2-create-tags"
  | "ec2-delete-tags"
  | "ssm-read"
  | "ssm-read-tags"
  | "ssm-tags"
  | "iam-read"
  | "iam-simulate";

export type PacedService = "ec2" | "ssm" | "iam";

type Bucket = { burst: number; perSecond: number };

/**
 * AWS's buckets per account and region. EC2: "Request throttling for the Amazon EC2 API". For the SSM and IAM calls AWS
 * publishes no rate; these are cautious guesses, and throttling corrects them.
 */
const AWS_BUCKETS: Record<CallFamily, Bucket> = {
  "ec2-read": { burst: 100, perSecond: 20 },
  "ec2-create-tags": { burst: 100, perSecond: 10 },
  "ec2-delete-tags": { burst: 100, perSecond: 10 },
  "ssm-read": { burst: 40, perSecond: 20 },
  "ssm-read-tags": { burst: 40, perSecond: 20 },
  "ssm-tags": { burst: 10, perSecond: 10 },
  "iam-read": { burst: 40, perSecond: 20 },
  "iam-simulate": { burst: 40, perSecond: 10 },
};

/** The buckets are shared with every other tool of the account; this much of them is ours. */
const POLITE_SHARE = 0.5;

const FAMILY_BY_OPERATION: Readonly<Record<string, CallFamily>> = {
  CreateTags: "ec2-create-tags",
  DeleteTags: "ec2-delete-tags",
  AddTagsToResource: "ssm-tags",
  RemoveTagsFromResource: "ssm-tags",
  ListTagsForResource: "ssm-read-tags",
  SimulateCustomPolicy: "iam-simulate",
  SimulatePrincipalPolicy: "iam-simulate",
};

const READS: Readonly<Record<PacedService, CallFamily>> = { ec2: "ec2-read", ssm: "ssm-read", iam: "iam-read" };

/** The pacers of one account in one region (for IAM: in all of them), shared by everything that calls AWS there. */
export class Pacing {
  readonly #pacers = new Map<CallFamily, Pacer>();
  readonly #clock: Clock | undefined;

  constructor(clock?: Clock) {
    this.#clock = clock;
  }

  /** Attempts that AWS has throttled so far, over all families. */
  get throttles(): number {
    return [...this.#pacers.values()].reduce((sum, pacer) => sum + pacer.throttles, 0);
  }

  of(family: CallFamily): Pacer {
    let pacer = this.#pacers.get(family);
    if (!pacer) {
      const { burst, perSecond } = AWS_BUCKETS[family];
      const share = { burst: burst * POLITE_SHARE, perSecond: perSecond * POLITE_SHARE };
      pacer = new Pacer(this.#clock ? { ...share, clock: this.#clock } : share);
      this.#pacers.set(family, pacer);
    }
    return pacer;
  }
}

/** The family of an operation of EC2, SSM or IAM (`DescribeInstances`). */
export function familyOf(service: PacedService, operation: string): CallFamily {
  return FAMILY_BY_OPERATION[operation] ?? READS[service];
}
