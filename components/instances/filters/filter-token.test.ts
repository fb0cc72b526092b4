import fc from "fast-check";
import { expect, test } from "vitest";
import type { Filter } from "#lib/inventory/view.ts";
import { formatToken, parseToken } from "./filter-token.ts";
import { INSTANCE_FIELDS, tagField } from "./instance-fields.ts";

test.each<[string, Filter]>([
  ["region = eu-west-1", { field: "region", op: "is", values: ["eu-west-1"] }],
  ["region=eu-west-1, us-east-1", { field: "region", op: "is", values: ["eu-west-1", "us-east-1"] }],
  ["Region != eu-west-1", { field: "region", op: "is-not", values: ["eu-west-1"] }],
  ["name : web", { field: "name", op: "contains", values: ["web"] }],
  ["name !: web", { field: "name", op: "not-contains", values: ["web"] }],
  ["instance = i-0f3a9c1", { field: "id", op: "is", values: ["i-0f3a9c1"] }],
  ["reach = tag", { field: "reach", op: "is", values: ["tag"] }],
  ["owner missing", { field: "owner", op: "missing", values: [] }],
  ["tag env = prod", { field: "tag:env", op: "is", values: ["prod"] }],
  ["tag:env=prod", { field: "tag:env", op: "is", values: ["prod"] }],
  ["tag env exists", { field: "tag:env", op: "exists", values: [] }],
  ["tag aws:autoscaling:groupName = web", { field: "tag:aws:autoscaling:groupName", op: "is", values: ["web"] }],
  ["tag kubernetes.io/cluster/a : own", { field: "tag:kubernetes.io/cluster/a", op: "contains", values: ["own"] }],
  ['tag "Cost centre" = "a, b"', { field: "tag:Cost centre", op: "is", values: ["a, b"] }],
  ['tag-value = ""', { field: "tagValue", op: "is", values: [""] }],
  ['tag-value = " True"', { field: "tagValue", op: "is", values: [" True"] }],
])("%s is a filter", (text, filter) => {
  expect(parseToken(text)).toEqual({ kind: "filter", filter });
});

test.each([
  ["region =", "region", "is", ""],
  ["region ", "region", null, ""],
  ["owner mis", "owner", null, "mis"],
  ["tag env =", "tag:env", "is", ""],
  ['tag env = "pro', "tag:env", "is", '"pro'],
])("%s is a filter that is not finished, and searches for nothing", (text, field, op, partial) => {
  expect(parseToken(text)).toEqual({ kind: "unfinished", field, op, partial });
});

test.each(["web", "", "region", "i-0f3a", "10.0.0.1", "aws:foo", "name-of-something", "region eu", "tag", "colour = red"])(
  "%s is text to search for",
  (text) => {
    expect(parseToken(text).kind).toBe("text");
  },
);

test("every filter is read back from its own text", () => {
  const field = fc.oneof(
    fc.constantFrom(...INSTANCE_FIELDS.map((known) => known.field)),
    fc.string({ minLength: 1, maxLength: 30, unit: "binary" }).map(tagField),
  );
  const values = fc.array(fc.string({ maxLength: 20, unit: "binary" }), { minLength: 1, maxLength: 4 });
  const filter: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({ field, op: fc.constantFrom("is", "is-not", "contains", "not-contains"), values }),
    fc.record({ field, op: fc.constantFrom("exists", "missing"), values: fc.constant([]) }),
  );
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseToken(formatToken(given))).toEqual({ kind: "filter", filter: given });
    }),
  );
});
