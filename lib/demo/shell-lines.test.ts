import { expect, test } from "vitest";
import { shellLines } from "./shell-lines.ts";

const ROLE = { arn: "arn:aws:iam::222222222222:role/CadoReachRole", externalId: "demo" };
const LINES = shellLines({
  url: "http://127.0.0.1:4566",
  credentials: {
    administrator: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "a+b/c" },
    dashboard: { accessKeyId: "AKIAOTHER", secretAccessKey: "never printed" },
  },
  accounts: [
    { id: "111111111111", label: "prod", reachRole: ROLE, adminRole: ROLE, cadoRole: ROLE },
    { id: "222222222222", label: "corp", reachRole: ROLE, adminRole: ROLE, cadoRole: ROLE },
  ],
});

test("points the CLI at the first account as the administrator", () => {
  expect(LINES).toContain("export AWS_ENDPOINT_URL=http://127.0.0.1:4566\n");
  expect(LINES).toContain("export AWS_ACCESS_KEY_ID=AKIAEXAMPLE\nexport AWS_SECRET_ACCESS_KEY=a+b/c\n");
  expect(LINES).not.toContain("never printed");
});

test("shows how to get into each other account with its role and ExternalId", () => {
  expect(LINES.match(/# Account/g)).toHaveLength(1);
  expect(LINES).toContain(`--role-arn ${ROLE.arn} --role-session-name cli --external-id demo`);
});
