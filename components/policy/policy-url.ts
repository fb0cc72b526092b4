import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { PARTITIONS } from "#lib/domain/partition.ts";
import { SHAPES } from "#lib/policy/render/policy-format.ts";
import { VARIANTS } from "#lib/policy/variants.ts";

/**
 * Everything about the screen that a link to it has to carry. Names and defaults are those of `GET /api/policy`;
 * `policy` is the policy in force, as on the instances screen. A key or value that is not there means the estate's own.
 */
export const policyUrl = {
  variant: parseAsStringLiteral(VARIANTS).withDefault("corrected"),
  partition: parseAsStringLiteral(PARTITIONS).withDefault("aws"),
  shape: parseAsStringLiteral(SHAPES).withDefault("document"),
  key: parseAsString,
  value: parseAsString,
  policy: parseAsStringLiteral(VARIANTS),
};
