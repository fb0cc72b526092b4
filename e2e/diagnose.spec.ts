import { encodeAuthorizationMessage } from "#lib/demo/identity/authorization-message.ts";
import { ask, readEstate } from "./api.ts";
import { expect, READ_ONLY, test } from "./test.ts";

test.use({ fleet: READ_ONLY });

const denied = (action: string, resource: string) =>
  `An error occurred (AccessDeniedException) when calling the X operation: User: arn:aws:sts::111111111111:assumed-role/CadoResponseRole/cado is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

test("finds the node of a denial, says what is wrong with its tag, and leads to the fix", async ({ demo, signedIn: page }) => {
  const { rows } = await readEstate(demo);
  // Rows stand in the order in which they were read: the first one may have more in its way than its tag.
  const row = rows.find(
    ({ tagState, id, runCommand }) => tagState === "wrong-value" && id.startsWith("i-") && runCommand.blockers.length === 1,
  );
  if (row === undefined) throw new Error("This estate has no wrong value.");
  const text = denied("ssm:SendCommand", `arn:aws:ec2:${row.region}:${row.account}:instance/${row.id}`);

  await page.getByRole("link", { name: "Diagnose" }).click();
  await page.getByLabel("Paste the error").fill(text);
  await expect(
    page.getByRole("heading", { name: "The node’s tag does not have the value that the policy asks for." }),
  ).toBeVisible();
  const now = page.getByRole("region", { name: "What is true now" });
  await expect(now).toContainText(row.id);
  await expect(now).toContainText("Blocked by tag");

  const answered = await (await ask(demo, "/api/diagnose", { method: "POST", body: JSON.stringify({ text }) })).json();
  expect(answered).toMatchObject({ denial: { nodeId: row.id }, advice: { code: "tag-wrong" }, node: { id: row.id } });

  await page.getByRole("link", { name: "Fix the tag…" }).click();
  await expect(page.getByRole("complementary", { name: /Details of/ }).or(page.getByRole("dialog"))).toContainText(row.id);
});

test("never blames the tag for a document, an organization's deny, or another error", async ({ signedIn: page, demo }) => {
  await page.goto(`${demo.url}/diagnose`);
  const box = page.getByLabel("Paste the error");
  await box.fill(denied("ssm:SendCommand", "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript"));
  await expect(page.getByText("Not a missing tag")).toBeVisible();
  await page.getByRole("button", { name: "An organization’s deny" }).click();
  await expect(page.getByRole("heading", { name: "A service control policy of the organization denies it." })).toBeVisible();
  await page.getByRole("button", { name: "One that is no denial" }).click();
  await expect(page.getByRole("heading", { name: /^This is no denial/ })).toBeVisible();
  await page.reload();
  await expect(box).toHaveValue(/InvalidInstanceId/);
});

test("decodes AWS's encoded message", async ({ signedIn: page, demo }) => {
  const encoded = encodeAuthorizationMessage({
    account: "111111111111",
    text: '{"allowed":false,"context":{"action":"ec2:RunInstances"}}',
  });
  await page.goto(`${demo.url}/diagnose`);
  const text = `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: ${encoded}`;
  await page.getByLabel("Paste the error").fill(text);
  await page.getByRole("button", { name: "Decode the message" }).click();
  await expect(page.getByText('"ec2:RunInstances"')).toBeVisible();
});
