import type { CorrectionOptions } from "./correction.ts";

/** What Cado's documentation implies for one tag and partition: all that its role does over SSM, on every tagged node. */
export function defaultCorrection({ tag, partition }: Pick<CorrectionOptions, "tag" | "partition">): CorrectionOptions {
  return {
    tag,
    partition,
    portForwarding: true,
    linuxOnly: false,
    hybrid: true,
    accounts: [],
    regions: [],
    ownSessionsOnly: true,
    guard: true,
  };
}
