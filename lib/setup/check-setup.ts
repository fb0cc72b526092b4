import "server-only";
import { AwsAccess } from "#lib/aws/aws-access.ts";
import { AwsError } from "#lib/aws/aws-problem.ts";
import { callerAccount } from "#lib/aws/caller-identity.ts";
import { type AccountConfig, loadConfig } from "#lib/config/config.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { type Environment, readSettings } from "#lib/settings.ts";
import { checkDataDir } from "./check-data-dir.ts";
import { checkPort } from "./check-port.ts";

/** Somebody is waiting at a terminal. */
const CREDENTIALS_LIMIT_MS = 8_000;

/**
 * Everything that would keep the dashboard from working, found before it starts and told at once: settings,
 * configuration, credentials, port and disk. Empty where it can start. Roles of other accounts are not tried here: each
 * of them that fails is a gap of the sweep, not a reason not to start.
 */
export async function checkSetup(env: Environment): Promise<readonly Problem[]> {
  const { settings, problems } = readSettings(env);
  const config = loadConfig(settings.configPath, settings.configIsNamed);
  const accounts = config.ok ? config.config.accounts : [];
  const wrong = (name: string): boolean => problems.some((problem) => problem.title.startsWith(`${name} `));
  const [port, disk, credentials] = await Promise.all([
    wrong("HOST") || wrong("PORT") ? [] : checkPort(settings.host, settings.port),
    checkDataDir(settings.dataDir),
    wrong("AWS_REGION") ? [] : checkCredentials(settings.homeRegion, accounts),
  ]);
  return [...problems, ...(config.ok ? [] : config.problems), ...port, ...disk, ...credentials];
}

async function checkCredentials(homeRegion: string, accounts: readonly AccountConfig[]): Promise<readonly Problem[]> {
  const aws = new AwsAccess({ homeRegion, accounts });
  try {
    const actual = await callerAccount(aws.sts, CREDENTIALS_LIMIT_MS, new AbortController().signal);
    const own = accounts.find((account) => account.roleArn === null);
    if (own === undefined || own.account === actual) return [];
    return [
      {
        code: "other-account",
        title: `The current credentials are of account ${actual}; the configuration gives account ${own.account} no roleArn.`,
        remedy: `Use credentials of ${own.account}, or give it a roleArn.`,
      },
    ];
  } catch (error) {
    if (error instanceof AwsError) return [error.problem];
    throw error;
  } finally {
    aws.close();
  }
}
