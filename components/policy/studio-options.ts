import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { tagFaults } from "#lib/policy/correction-input.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";
import type { PolicyUrl } from "./use-policy-url.ts";

export type StudioOptions = {
  options: CorrectionOptions;
  /** What is wrong with the typed tag, in words; "" for nothing. */
  keyFault: string;
  valueFault: string;
  /** As in the API's default: the instances screen can show the variant too. */
  isPlain: boolean;
};

/** What the URL asks the policy to allow, with the estate's tag where it names none. */
export function studioOptions(url: PolicyUrl, estateTag: TagSpec): StudioOptions {
  const tag = { key: url.key ?? estateTag.key, value: url.value ?? estateTag.value };
  const { partition, portForwarding, linuxOnly, hybrid, ownSessionsOnly, guard, accounts, regions } = url;
  return {
    options: {
      tag,
      partition,
      portForwarding,
      linuxOnly,
      hybrid,
      ownSessionsOnly,
      accounts,
      regions,
      guard: guard && url.variant === "own",
    },
    // The estate's own tag is taken as it is: the configuration has checked it.
    keyFault: url.key === null ? "" : tagFaults(tag, "key").join(" "),
    valueFault: url.value === null ? "" : tagFaults(tag, "value").join(" "),
    isPlain: portForwarding && !linuxOnly && hybrid && ownSessionsOnly && accounts.length === 0 && regions.length === 0,
  };
}
