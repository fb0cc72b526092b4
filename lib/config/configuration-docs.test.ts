import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";

it("documents a configuration file that is valid, and the defaults as they are", () => {
  const text = readFileSync("docs/configuration.md", "utf8");
  const example: unknown = JSON.parse(/```json\n(.*?)\n```/s.exec(text)?.[1] ?? "");
  const parsed = parseConfig(example);
  const defaults = parseConfig({});
  if (!parsed.ok || !defaults.ok) throw new Error(JSON.stringify([parsed, defaults]));
  // The section shows every rule with its default.
  expect(parsed.config.tagging).toEqual(defaults.config.tagging);
  for (const [name, value] of Object.entries(defaults.config.tagging)) expect(text).toContain(`| \`${name}\` | ${value} |`);
  expect(parsed.config.sweep).toEqual(defaults.config.sweep);
  for (const [name, value] of Object.entries(defaults.config.sweep)) {
    expect(text).toMatch(new RegExp(`\\| \`${name}\` \\| \`?${value}\`? \\|`));
  }
  expect(defaults.config.retention).toEqual({ auditDays: null, historyDays: null, jobDays: null });
});
