import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, startStandIn } from "#lib/demo/server.ts";

/** Where no region may be read, as an organization denies it. */
const CLOSED = "eu-south-1";

const folder = mkdtempSync(join(tmpdir(), "cado-reach-command-"));
let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ instances: 60, throttling: false });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await standIn.close();
});

/** The command as people run it, in a process of its own. */
async function reach(args: readonly string[], { stdin = "", env = {} }: { stdin?: string; env?: Record<string, string> } = {}) {
  const child = spawn(process.execPath, ["--conditions=react-server", "scripts/reach.ts", ...args], {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", ...env },
  });
  const texts = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    texts.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    texts.err += chunk;
  });
  child.stdin.end(stdin);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, ...texts };
}

function fileOf(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };

describe("reach", () => {
  test("streams answers through its pipes", async () => {
    const request = '{"action":"ssm:SendCommand","resource":"*"}\n';
    const { code, out, err } = await reach(["policy", "evaluate", "--policy", fileOf("all.json", ALL)], {
      stdin: request.repeat(3_000),
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n").filter((line) => line.startsWith('{"result":"allowed"'))).toHaveLength(3_000);
  });

  test("hands its exit code on", async () => {
    expect((await reach(["policy", "check", fileOf("all.json", ALL)])).code).toBe(1);
    expect((await reach(["policy", "check", "no-such-file.json"])).code).toBe(2);
  });
});

describe("reach coverage", () => {
  const coverage = (...args: readonly string[]) => {
    const accounts = standIn.accounts.slice(1, 2).map(({ id, reachRole: { arn, externalId } }) => ({
      account: id,
      roleArn: arn,
      ...(externalId ? { externalId } : {}),
      regions: ["us-east-1", "eu-central-1", CLOSED],
    }));
    const { accessKeyId, secretAccessKey } = standIn.credentials.dashboard;
    const env = {
      CADO_REACH_CONFIG: fileOf("config.json", { accounts }),
      AWS_ENDPOINT_URL: standIn.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: "us-east-1",
    };
    return reach(["coverage", ...args], { env });
  };

  test("counts what the dashboard counts, names what it could not read, and ends with 1 below the minimum", async () => {
    const { code, out, err } = await coverage("--policy", "corrected", "--format", "json", "--min", "100");
    const answer = JSON.parse(out);
    expect({ code, passed: answer.passed, policy: answer.policy }).toEqual({ code: 1, passed: false, policy: "corrected" });
    expect(Object.values<number>(answer.counts).reduce((sum, count) => sum + count)).toBe(answer.total);
    expect(answer.counts.reachable).toBeGreaterThan(0);
    expect(answer.gaps).toMatchObject([{ region: CLOSED, state: "denied", problem: { code: "UnauthorizedOperation" } }]);
    expect(answer.atLeast).toBe(true);
    expect(err).toContain(`${CLOSED}: `);
    expect(err).toContain("below --min 100");
  });

  test("ends with 1 where there is a gap that is not to be", async () => {
    expect((await coverage("--fail-on-gap")).code).toBe(1);
  });

  test("writes a row per account and region, without a number where it could not be read; 0 where the minimum is kept", async () => {
    const { code, out } = await coverage("--policy", "role", "--min", "1", "--format", "csv");
    expect(code).toBe(0);
    const rows = out.split("\r\n").map((line) => line.split(","));
    expect(rows[0]?.join()).toBe("account,region,state,capability,nodes,reachable,tag,ssm,policy,unknown,problem");
    expect(rows.find((row) => row[1] === CLOSED && row[2] === "denied")?.slice(3, 10)).toEqual([
      "run-command",
      ...Array(6).fill(""),
    ]);
    const read = rows.filter((row) => row[2] === "read");
    expect(read).toHaveLength(2);
    expect(read.flatMap((row) => row.slice(4, 10)).every((cell) => /^\d+$/.test(cell))).toBe(true);
  });

  test("ends with 2 where nothing can be read", async () => {
    const { code, out, err } = await reach(["coverage"], {
      env: { AWS_ENDPOINT_URL: standIn.url, AWS_ACCESS_KEY_ID: "AKIAWRONG", AWS_SECRET_ACCESS_KEY: "wrong" },
    });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("credentials");
  });
});
