import type { Page } from "@playwright/test";
import { CROSS_ACCOUNT_POLICY } from "#lib/demo/estate/roles/cross-account-policy.ts";
import { ask } from "./api.ts";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });

const SHIPPED = JSON.stringify(CROSS_ACCOUNT_POLICY, null, 2);

/** Pastes into the editor as a person does, at the cursor. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Text of/ }).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName = "", content = ""]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName, { type: "text/plain" }));
      return data;
    },
    [name, text],
  );
  await page.getByRole("heading", { name: "Policy", exact: true }).dispatchEvent("drop", { dataTransfer: transfer });
}

async function copied(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Copy policy" }).click();
  await expect(page.getByRole("button", { name: /Copied/ })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("judges a pasted role, fixes it by one click, takes that back, and copies what the API answers for it", async ({
  demo,
  signedIn: page,
}) => {
  await page.goto(`${demo.url}/policy?variant=own`);
  await paste(page, SHIPPED);
  const findings = page.getByRole("region", { name: "Findings", exact: true });
  await expect(findings.getByRole("heading", { name: /^To fix/ })).toBeVisible();
  await expect(findings.getByText(/ssm:SendCommand on every EC2 instance/)).toBeVisible();

  await findings
    .getByRole("listitem")
    .filter({ hasText: "ssm:SendCommand on every EC2 instance" })
    .getByRole("button")
    .last()
    .click();
  await expect(findings.getByText(/ssm:SendCommand on every EC2 instance/)).toBeHidden();
  await findings.getByRole("button", { name: "Undo the fix" }).click();
  await expect(findings.getByText(/ssm:SendCommand on every EC2 instance/)).toBeVisible();

  await page.getByRole("button", { name: "Show the corrected role" }).click();
  await expect(page.getByText(/\b(\d+) of \1 requests answered as they must/)).toBeVisible();
  const text = await copied(page);
  const body = { texts: [{ text: SHIPPED }], corrected: true };
  const answer = await (await ask(demo, "/api/policy", { method: "POST", body: JSON.stringify(body) })).json();
  expect(text).toBe(answer.policies[0].text);
  expect(JSON.parse(text).Statement.length).toBeGreaterThan(0);

  await page.getByRole("tab", { name: "Terraform" }).click();
  expect(await copied(page)).toContain("jsonencode(");
});

test("says line and column of what is wrong with a text, and judges nothing of it", async ({ demo, signedIn: page }) => {
  await page.goto(`${demo.url}/policy?variant=own`);
  await paste(page, '{\n  "Statement": [\n    { "Effect": "allow", "Action": "ssm:SendCommand", "Resource": "*" }\n  ]\n}');
  await expect(page.getByText("Line 3, column 17:")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Findings" })).toBeHidden();
  await paste(page, '{\n  "Statement": [,]\n}');
  await expect(page.getByText(/Line 2, column 17/)).toBeVisible();
});

test("takes a dropped template, asks for what it does not tell, and keeps it over a reload", async ({ demo, signedIn: page }) => {
  await page.goto(`${demo.url}/policy`);
  await dropFile(
    page,
    "cado.yaml",
    [
      "Resources:",
      "  Cado:",
      "    Type: AWS::IAM::ManagedPolicy",
      "    Properties:",
      "      ManagedPolicyName: CadoPolicy",
      "      PolicyDocument:",
      "        Version: '2012-10-17'",
      "        Statement:",
      "          - Sid: Run",
      "            Effect: Allow",
      "            Action: ssm:SendCommand",
      `            Resource: !Sub 'arn:aws:ec2:*:\${AWS::AccountId}:instance/*'`,
      "",
    ].join("\n"),
  );
  await page.getByLabel("AWS::AccountId").fill("111111111111");
  await page.getByRole("button", { name: "Read with these values" }).click();
  const texts = page.getByRole("region", { name: "Your role’s policies" });
  await expect(texts).toContainText("CloudFormation · 1 statement");
  await page.reload();
  await expect(texts).toContainText("CloudFormation · 1 statement");
  await texts.getByRole("button", { name: "Clear" }).click();
  await expect(texts).not.toContainText("CloudFormation");
});

test("takes a role over from IAM, and says who is exempt from the guard", async ({ demo, signedIn: page }) => {
  await page.goto(`${demo.url}/policy?variant=own`);
  await page.getByRole("button", { name: "Read from IAM" }).click();
  await page
    .getByRole("button", { name: /^Use the role of / })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Findings", exact: true })).toBeVisible();

  await page.getByRole("radio", { name: "Guard" }).check();
  await page.getByLabel("Exempted principal").fill("arn:aws:iam::*:role/TagManager");
  await page.getByRole("button", { name: "Exempt", exact: true }).click();
  const guard = JSON.parse(await copied(page));
  expect(JSON.stringify(guard)).toContain("role/TagManager");
  const answer = await ask(demo, "/api/policy?subject=guard&form=scp&exempt=arn:aws:iam::*:role/TagManager");
  expect(guard).toEqual(await answer.json());
});
