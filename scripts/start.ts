// The dashboard on real AWS, or on whatever the AWS environment variables and profiles point at.
import { checkSetup } from "../lib/setup/check-setup.ts";
import { createToken, startDashboard } from "./dashboard.ts";
import { onEnd, refuseToStart } from "./say.ts";

const ownToken = process.env.CADO_REACH_TOKEN?.trim();
const token = ownToken || createToken();
const env = { ...process.env, CADO_REACH_TOKEN: token, CADO_REACH_TOKEN_PRINTED: ownToken ? "0" : "1" };

const problems = await checkSetup(env);
if (problems.length > 0) refuseToStart(problems);

const host = process.env.HOST?.trim() || "127.0.0.1";
const dashboard = await startDashboard({ host, port: Number(process.env.PORT?.trim() || "3000"), env });
onEnd(dashboard.stop);

if (ownToken) {
  console.log(`\n  Open     ${dashboard.url}/sign-in   (with the token in CADO_REACH_TOKEN)`);
} else {
  console.log(`\n  Open     ${dashboard.url}/open?token=${token}`);
  console.log("           opens one browser, once; a second one asks for the token");
}
console.log(
  `  Scripts  curl -H "Authorization: Bearer ${ownToken ? "$CADO_REACH_TOKEN" : token}" "${dashboard.url}/api/instances?format=json"`,
);
console.log("\n  Ctrl+C stops it.\n");
process.exit(await dashboard.ended);
