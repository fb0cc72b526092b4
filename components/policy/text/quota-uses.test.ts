import { expect, test } from "vitest";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { roleQuotaUses, scpQuotaUse } from "./quota-uses.ts";

const policy = (kind: NamedPolicy["kind"], actions: number): NamedPolicy => ({
  name: "",
  kind,
  document: {
    Statement: [{ Effect: "Allow", Action: Array.from({ length: actions }, (_, at) => `s3:Get${at}`), Resource: "*" }],
  },
});

test("counts inline policies together, and a managed one alone", () => {
  const one = policy("inline", 3);
  const other = policy("inline", 9);
  const managed = policy("managed", 5);
  const size = (of: NamedPolicy) => JSON.stringify(of.document).length;
  expect(roleQuotaUses(one, [one, other, managed])).toMatchObject([{ characters: size(one) + size(other), limit: 10_240 }]);
  expect(roleQuotaUses(managed, [one, other, managed])).toMatchObject([{ characters: size(managed), limit: 6_144 }]);
});

test("holds a policy of unknown kind against both quotas", () => {
  const one = policy("unknown", 3);
  expect(roleQuotaUses(one, [one]).map(({ limit }) => limit)).toEqual([6_144, 10_240]);
});

test("counts the spaces of a service control policy", () => {
  expect(scpQuotaUse("{ }").characters).toBe(3);
});
