import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withPolicies } from "./readme-policies.ts";

it("shows in the README the very policies that the stand-in enforces", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(readme).toContain("CadoReachReadNodes");
  expect(withPolicies(readme)).toBe(readme);
});
