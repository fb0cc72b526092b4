import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import type { DemoReady } from "../e2e/demo-process.ts";

const run = promisify(execFile);
const MAX_OUTPUT = 256 * 1024 * 1024;

export type CliResult = { ok: true; json: unknown } | { ok: false; code: string; message: string };

/** The AWS CLI as one principal of the stand-in: `(region, "ec2", "describe-instances", …)` → parsed JSON or AWS's error. */
export type AwsCli = (region: string, ...words: string[]) => Promise<CliResult>;

/** The CLI as the printed administrator, and as the administrator of any other account of the estate. */
export async function createCli(demo: Pick<DemoReady, "aws">, account: string): Promise<AwsCli> {
  const { endpoint, accessKeyId, secretAccessKey, accounts } = demo.aws;
  const own = cliWith(endpoint, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
  const roleArn = accounts.find(({ id }) => id === account)?.roleArn ?? null;
  if (roleArn === null) return own;
  const assumed = await own("us-east-1", "sts", "assume-role", "--role-arn", roleArn, "--role-session-name", "check");
  if (!assumed.ok) throw new Error(`${roleArn} could not be assumed: ${assumed.message}`);
  const { Credentials } = assumed.json as { Credentials: Record<"AccessKeyId" | "SecretAccessKey" | "SessionToken", string> };
  return cliWith(endpoint, {
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
  });
}

function cliWith(endpoint: string, credentials: Record<string, string>): AwsCli {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    ...credentials,
  };
  return async (region, ...words) => {
    const args = [...words, "--region", region, "--endpoint-url", endpoint, "--output", "json"];
    try {
      const { stdout } = await run("aws", args, { env, maxBuffer: MAX_OUTPUT });
      return { ok: true, json: stdout.trim() === "" ? {} : JSON.parse(stdout) };
    } catch (error) {
      const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
      return { ok: false, code: /\((\w+(?:\.\w+)?)\)/.exec(stderr)?.[1] ?? "", message: stderr.trim() };
    }
  };
}

/** True where this CLI's EC2 model has the parameter that lists service-managed instances (it is newer than 2022). */
export function knowsManagedResources(): boolean {
  const skeleton = spawnSync("aws", ["ec2", "describe-instances", "--generate-cli-skeleton", "--region", "us-east-1"], {
    encoding: "utf8",
  });
  return skeleton.stdout.includes("IncludeManagedResources");
}
