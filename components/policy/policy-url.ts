import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { GUARD_FORMS } from "#lib/policy/guard-policy.ts";
import { DASHBOARD_PARTS } from "#lib/policy/policy-request.ts";
import { POLICY_FORMATS, SHAPES } from "#lib/policy/render/policy-format.ts";
import { VARIANTS } from "#lib/policy/variants.ts";

/** What the policy is made from: one of the variants, or the policies of the user's own role. */
export const STARTS = [...VARIANTS, "own"] as const;

/** What the middle shows. `given` is the user's role as it is; `policy` the variant, or the role corrected. */
export const VIEWS = ["given", "policy", "guard", "dashboard"] as const;
export type PolicyView = (typeof VIEWS)[number];

const DIFF_LOOKS = ["split", "unified"] as const;
export type DiffLook = (typeof DIFF_LOOKS)[number];

/** The policy in force: a variant, the role as read from IAM, or the role as it was pasted. */
export const IN_FORCE = [...VARIANTS, "role", "own"] as const;
export type InForce = (typeof IN_FORCE)[number];

const accountParser = createParser({ parse: (text) => parseAccountId(text) ?? null, serialize: String });
const regionParser = createParser({ parse: (text) => parseRegionName(text) ?? null, serialize: String });

/**
 * Everything about the screen that a link to it has to carry, but for what was pasted: that stays in the browser. Names
 * and defaults are those of `GET /api/policy`; `policy` is the policy in force, as on the instances screen. A key or
 * value that is not there means the estate's own.
 */
export const policyUrl = {
  variant: parseAsStringLiteral(STARTS).withDefault("corrected"),
  view: parseAsStringLiteral(VIEWS),
  partition: parseAsStringLiteral(PARTITIONS).withDefault("aws"),
  format: parseAsStringLiteral(POLICY_FORMATS).withDefault("json"),
  shape: parseAsStringLiteral(SHAPES).withDefault("document"),
  key: parseAsString,
  value: parseAsString,
  portForwarding: parseAsBoolean.withDefault(true),
  linuxOnly: parseAsBoolean.withDefault(false),
  hybrid: parseAsBoolean.withDefault(true),
  ownSessionsOnly: parseAsBoolean.withDefault(true),
  /** Of the user's role only: the variants have no guard in them. */
  guard: parseAsBoolean.withDefault(true),
  accounts: parseAsArrayOf(accountParser).withDefault([]),
  regions: parseAsArrayOf(regionParser).withDefault([]),
  form: parseAsStringLiteral(GUARD_FORMS).withDefault("scp"),
  exempt: parseAsNativeArrayOf(parseAsString),
  part: parseAsStringLiteral(DASHBOARD_PARTS).withDefault("read"),
  diff: parseAsStringLiteral(DIFF_LOOKS).withDefault("split"),
  policy: parseAsStringLiteral(IN_FORCE),
};
