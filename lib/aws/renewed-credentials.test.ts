import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accountNumbered, regionNamed } from "#e2e/stand-in-sweep.ts";
import { type StandIn, startStandIn } from "#lib/demo/server.ts";
import type { AwsCredentials } from "./account-credentials.ts";
import { AwsAccess } from "./aws-access.ts";
import { AwsError, type AwsFault, FAULTS } from "./aws-problem.ts";
import { listRegions } from "./list-regions.ts";
import { sharedChain } from "./shared-chain.ts";
import { isWaitedOut } from "./waited-out.ts";

const { signal } = new AbortController();
const REGION = regionNamed("us-east-1");
const OWN = accountNumbered("111111111111");
const OTHER = accountNumbered("222222222222");
const WRONG: AwsCredentials = { accessKeyId: "AKIAAAAAAAAAAAAAAAAA", secretAccessKey: "x" };
let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn({ instances: 60, throttling: false });
});
beforeEach(() => setFault(null));
afterAll(() => standIn.close());

async function setFault(fault: object | null): Promise<void> {
  await fetch(`${standIn.url}/_control/faults`, { method: "DELETE" });
  if (fault === null) return;
  const headers = { "content-type": "application/json" };
  await fetch(`${standIn.url}/_control/faults`, { method: "POST", headers, body: JSON.stringify(fault) });
}

function accessWith(credentials: () => Promise<AwsCredentials>): AwsAccess {
  const reach = standIn.accounts.find(({ id }) => id === OTHER)?.reachRole;
  const role = { roleArn: reach?.arn ?? null, externalId: reach?.externalId ?? null };
  return new AwsAccess({
    homeRegion: REGION,
    accounts: [{ account: OTHER, label: "", ...role, regions: null, role: null }],
    endpoint: standIn.url,
    credentials,
    limits: { attempts: 2 },
  });
}

/** How a call of that account goes: the fault, or null. */
async function faultOf(access: AwsAccess, account = OWN): Promise<AwsFault | null> {
  try {
    await listRegions(access.cell(account, REGION), signal);
    return null;
  } catch (error) {
    if (error instanceof AwsError) return error.fault;
    throw error;
  }
}

describe("credentials that AWS refuses", () => {
  it.each([OWN, OTHER])("are asked for again at the next call of %s, without a restart", async (account) => {
    let current = WRONG;
    const access = accessWith(async () => current);
    expect(await faultOf(access, account)).toBe("credentials");
    expect(await faultOf(access, account)).toBe("credentials");
    current = standIn.credentials.dashboard;
    expect(await faultOf(access, account)).toBe(null);
    access.close();
  });

  it("come back on disk: a profile without an expiry is read again, and not at every call", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cado-reach-profile-"));
    const file = join(folder, "credentials");
    const write = ({ accessKeyId, secretAccessKey }: AwsCredentials): void =>
      writeFileSync(file, `[default]\naws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\n`);
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"]) vi.stubEnv(name, "");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", file);
    vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
    let reads = 0;
    const access = accessWith(() => {
      reads += 1;
      return sharedChain();
    });
    write(WRONG);
    expect(await faultOf(access)).toBe("credentials");
    write(standIn.credentials.dashboard);
    expect(await faultOf(access)).toBe(null);
    expect(await faultOf(access)).toBe(null);
    expect(reads).toBe(2);
    access.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it("are replaced for an assumed role by another session of it", async () => {
    const access = accessWith(async () => standIn.credentials.dashboard);
    const keyOf = async () => {
      const credentials = await access.cell(OTHER, REGION).ec2.config.credentials();
      return credentials.accessKeyId;
    };
    expect(await faultOf(access, OTHER)).toBe(null);
    const before = await keyOf();
    expect(await keyOf()).toBe(before);
    await setFault({ kind: "expire-credentials", where: { service: "ec2", account: OTHER }, times: 20 });
    let refusals = 0;
    while ((await faultOf(access, OTHER)) === "credentials") refusals += 1;
    expect(refusals).toBeGreaterThan(1);
    expect(await keyOf()).not.toBe(before);
    access.close();
  });

  it("are asked for once by all calls that are refused together", async () => {
    let asked = 0;
    const access = accessWith(async () => {
      asked += 1;
      return asked === 1 ? WRONG : standIn.credentials.dashboard;
    });
    const faults = await Promise.all(Array.from({ length: 20 }, () => faultOf(access)));
    expect(new Set(faults)).toEqual(new Set(["credentials"]));
    expect(await Promise.all(Array.from({ length: 20 }, () => faultOf(access)))).toEqual(Array(20).fill(null));
    expect(asked).toBe(2);
    access.close();
  });

  it("are kept after every other refusal", async () => {
    let asked = 0;
    const access = accessWith(async () => {
      asked += 1;
      return standIn.credentials.dashboard;
    });
    for (const kind of ["throttle", "deny", "reset"]) {
      await setFault({ kind, times: 2 });
      expect(await faultOf(access)).not.toBe("credentials");
    }
    expect(asked).toBe(1);
    access.close();
  });
});

describe("isWaitedOut", () => {
  it("waits for credentials, for AWS and for the network, and for nothing that waiting does not change", () => {
    const waited: readonly AwsFault[] = ["credentials", "throttled", "timeout", "network", "server"];
    expect(FAULTS.filter(isWaitedOut).toSorted()).toEqual(waited.toSorted());
  });
});
