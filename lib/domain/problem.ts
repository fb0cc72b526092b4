/**
 * What went wrong, as plain JSON (RFC 9457 problem details with our own members). The same shape is the body of an
 * `application/problem+json` answer, the reason of a gap, and the reason of a failed tagging outcome.
 */
export type Problem = {
  /** Stable, machine readable; for an AWS refusal AWS's own error code (`UnauthorizedOperation`, …). */
  code: string;
  /** One sentence for people. */
  title: string;
  /** What AWS or the system said, where it helps. Never a credential, never a stack. */
  detail?: string;
  /** What the reader can do about it. */
  remedy?: string;
  /** The AWS action in IAM spelling (`ec2:DescribeInstances`). */
  action?: string;
  account?: string;
  region?: string;
  /** AWS request id. */
  requestId?: string;
  /** HTTP status, on answers of our own API. */
  status?: number;
};
