import { expect, it } from "vitest";
import { parseSettings } from "#lib/settings.ts";
import { parseConfig } from "./parse-config.ts";
import { setupFacts } from "./setup-facts.ts";

const parsed = parseConfig({
  accounts: [
    {
      account: "222222222222",
      roleArn: "arn:aws:iam::222222222222:role/CadoReachRole",
      externalId: "hidden-external-id",
    },
  ],
  webhooks: [
    { url: "https://user:hidden-user@example.com/hook?key=hidden-query", secret: "hidden-webhook-secret", events: ["job-ended"] },
  ],
});
const read = parseSettings({
  CADO_REACH_TOKEN: "hidden-access-token",
  CADO_REACH_AUDIT_KEY: "hidden-audit-key-0123",
  DATABASE_URL: "postgres://reach:hidden-password@db.example.com:5432/reach?sslpassword=hidden-too",
});

it("says how the dashboard is set up and gives no secret away", () => {
  if (!parsed.ok || !read.ok) throw new Error("the fixtures are valid");
  const facts = setupFacts(parsed.config, read.settings);
  expect(JSON.stringify(facts)).not.toContain("hidden");
  expect(facts).toMatchObject({
    accounts: [{ account: "222222222222", hasExternalId: true, regions: null }],
    database: { kind: "postgres", place: "db.example.com:5432/reach" },
    hasAuditKey: true,
    webhooks: [{ url: expect.stringMatching(/^https:\/\/example\.com\/hook\?…/), events: ["job-ended"], coverageBelow: null }],
  });
});
