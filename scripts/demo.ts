// The dashboard on the stand-in AWS estate: the product's main job without an AWS account.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StandIn } from "../lib/demo/server.ts";
import { shellLines } from "../lib/demo/shell-lines.ts";
import { checkSetup } from "../lib/setup/check-setup.ts";
import { createToken, type Dashboard, startDashboard } from "./dashboard.ts";
import { describeEstate, readDemoSettings, startEstate } from "./demo-estate.ts";
import { findFreePort } from "./free-port.ts";
import { onEnd, refuseToStart } from "./say.ts";

const HOME_REGION = "us-east-1";
let restarting: Promise<Dashboard> | undefined;
const dev = process.argv.includes("--dev");
const host = process.env.HOST?.trim() || "127.0.0.1";
const wantedPort = process.env.PORT?.trim() || "";

const read = readDemoSettings();
const started = "settings" in read ? await startEstate(read.settings) : read;
const token = process.env.CADO_REACH_TOKEN?.trim() || createToken();
const port = await choosePort();
const standIn = "standIn" in started ? started.standIn : undefined;
const ownData = process.env.CADO_REACH_DATA?.trim();
// The estate is a new one at every start: what was kept of an earlier one would be about other instances.
const dataDir = ownData || mkdtempSync(join(tmpdir(), "cado-reach-demo-"));
const env = dashboardEnvironment(standIn);
// The check asks AWS as the dashboard will, and the SDK reads the environment of this process.
for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
Object.assign(process.env, env);
// Without the estate there is nobody to ask about credentials, but everything else can be told at once.
const setup = (await checkSetup(env)).filter((problem) => standIn !== undefined || problem.action === undefined);
const problems = [...("problems" in started ? started.problems : []), ...setup];
if (standIn === undefined || "problems" in read || problems.length > 0) refuseToStart(problems);

let dashboard = await startDashboard({ host, port, env, dev });
let isEnding = false;
onEnd(() => {
  isEnding = true;
  dashboard.stop();
});
restartOnDemand();
if (process.env.CADO_REACH_DEMO_JSON === "1") console.log(JSON.stringify(readyLine(dashboard, standIn)));
else sayReady(dashboard, standIn, describeEstate(read.settings, standIn));
let code = await dashboard.ended;
while (restarting !== undefined) {
  const next: Promise<Dashboard> = restarting;
  restarting = undefined;
  code = await (await next).ended;
}
await standIn.close();
if (!ownData) rmSync(dataDir, { recursive: true, force: true });
process.exit(code);

/**
 * For programs that started this with a message channel: `{ restart: { … } }` ends the dashboard without a warning and
 * starts it again on the same estate and data, with these variables added to its environment. Answers `{ restarted: url }`.
 */
function restartOnDemand(): void {
  process.on("message", (message: { restart?: NodeJS.ProcessEnv }) => {
    if (message.restart === undefined || isEnding) return;
    const added = message.restart;
    restarting = (async () => {
      const ended = dashboard;
      ended.kill();
      await ended.ended;
      dashboard = await startDashboard({ host, port, env: { ...env, ...added }, dev });
      process.send?.({ restarted: dashboard.url });
      return dashboard;
    })();
  });
}

/** A set PORT is taken at its word; without one the first free port from 3000 on will do for a demo. */
async function choosePort(): Promise<number> {
  if (wantedPort !== "" && wantedPort !== "0") return Number(wantedPort);
  return findFreePort(host, wantedPort === "0" ? 0 : 3000);
}

/** The dashboard's environment: the stand-in and nothing else, whatever AWS settings this shell has. */
function dashboardEnvironment(estate: StandIn | undefined): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_") && name !== "DATABASE_URL");
  return {
    ...Object.fromEntries(own),
    NODE_ENV: dev ? "development" : "production",
    HOST: host,
    PORT: String(port),
    CADO_REACH_DATA: dataDir,
    CADO_REACH_TOKEN: token,
    CADO_REACH_TOKEN_PRINTED: "1",
    CADO_REACH_ESTATE_LABEL: "demo estate",
    AWS_REGION: HOME_REGION,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    ...(estate && {
      CADO_REACH_CONFIG: writeConfig(estate),
      AWS_ENDPOINT_URL: estate.url,
      AWS_ACCESS_KEY_ID: estate.credentials.dashboard.accessKeyId,
      AWS_SECRET_ACCESS_KEY: estate.credentials.dashboard.secretAccessKey,
    }),
  };
}

/** The estate's accounts, as a configuration file like any other. */
function writeConfig(estate: StandIn): string {
  const accounts = estate.accounts.map(({ id, label, reachRole }, index) =>
    index === 0
      ? { account: id, label }
      : { account: id, label, roleArn: reachRole.arn, ...(reachRole.externalId && { externalId: reachRole.externalId }) },
  );
  const folder = join(dataDir, "demo");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `config-${estate.port}.json`);
  writeFileSync(path, `${JSON.stringify({ accounts }, null, 2)}\n`);
  return path;
}

function sayReady({ url }: Dashboard, estate: StandIn, words: string): void {
  console.log(`
Cado Reach on a demo estate: ${words}

  Open     ${url}/open?token=${token}
           opens one browser, once; a second one asks for the token
  Scripts  curl -H "Authorization: Bearer ${token}" "${url}/api/instances?format=json"

The same estate from your shell:

${shellLines(estate)}
Ctrl+C stops it.`);
}

/** For programs that start the demo: see e2e/demo-process.ts. */
function readyLine({ url }: Dashboard, estate: StandIn) {
  const { accessKeyId, secretAccessKey } = estate.credentials.administrator;
  return {
    url,
    link: `${url}/open?token=${token}`,
    token,
    aws: {
      endpoint: estate.url,
      accessKeyId,
      secretAccessKey,
      region: HOME_REGION,
      accounts: estate.accounts.map(({ id, adminRole, cadoRole }, index) => ({
        id,
        roleArn: index === 0 ? null : adminRole.arn,
        cadoRoleArn: cadoRole.arn,
      })),
    },
  };
}
