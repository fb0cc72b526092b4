import { STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StandIn, startStandIn } from "#lib/demo/server.ts";
import { assumedRoleCredentials, type CredentialSource, currentCredentials } from "./account-credentials.ts";

let standIn: StandIn;
let sts: STSClient;
let assumed = 0;

beforeAll(async () => {
  standIn = await startStandIn({ instances: 60 });
  sts = new STSClient({ endpoint: standIn.url, region: "us-east-1", credentials: standIn.credentials.dashboard });
  sts.middlewareStack.add(
    (next) => (args) => {
      assumed += 1;
      return next(args);
    },
    { step: "initialize" },
  );
});
afterAll(async () => {
  sts.destroy();
  await standIn.close();
});

function roleOf(at: number, externalId?: string | null): CredentialSource {
  const account = standIn.accounts[at];
  if (!account) throw new Error("no such account");
  const { arn, externalId: right } = account.reachRole;
  return assumedRoleCredentials(
    sts,
    { account: account.id, roleArn: arn, externalId: externalId === undefined ? right : externalId },
    5000,
  );
}

describe("assumedRoleCredentials", () => {
  it("assumes the role once for everybody who asks at the same time, and keeps the answer while it is good", async () => {
    const source = roleOf(1);
    const before = assumed;
    const [one, other] = await Promise.all([source(), source()]);
    expect(one).toBe(other);
    expect(await source()).toBe(one);
    expect(assumed - before).toBe(1);
    expect(one.sessionToken).toMatch(/\S/);
    expect(one.expiration?.getTime()).toBeGreaterThan(Date.now());
  });

  it.each([["wrong"], [null]])("is denied with the ExternalId %s, says so, and is not kept", async (externalId) => {
    const source = roleOf(1, externalId);
    const refusal = { fault: "denied", problem: { action: "sts:AssumeRole", account: standIn.accounts[1]?.id } };
    const before = assumed;
    await expect(source()).rejects.toMatchObject(refusal);
    await expect(source()).rejects.toMatchObject(refusal);
    expect(assumed - before).toBe(2);
  });
});

describe("currentCredentials", () => {
  it("asks the chain again when what it gave is about to expire", async () => {
    const expiries = [Date.now() + 60_000, Date.now() + 3_600_000];
    let asked = 0;
    const source = currentCredentials(async () => {
      const expiration = new Date(expiries[asked] ?? 0);
      asked += 1;
      return { accessKeyId: `key-${asked}`, secretAccessKey: "secret", expiration };
    });
    expect((await source()).accessKeyId).toBe("key-1");
    expect((await source()).accessKeyId).toBe("key-2");
    expect((await source()).accessKeyId).toBe("key-2");
    expect(asked).toBe(2);
  });

  it("says that there are no credentials", async () => {
    const source = currentCredentials(() =>
      Promise.reject(Object.assign(new Error("none"), { name: "CredentialsProviderError" })),
    );
    await expect(source()).rejects.toMatchObject({ fault: "credentials" });
  });
});
