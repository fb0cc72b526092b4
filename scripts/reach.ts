// The command line: npm run -s reach -- COMMAND … (docs/cli.md).
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Stripping types takes most of the start from the source. Not in the system's temporary folder, where others may write.
const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
if (existsSync(packages)) enableCompileCache(`${packages}.cache/reach`);
const { runCli } = await import("../lib/cli/run-cli.ts");

// The settings are the dashboard's and ask for a token; here there is nobody to let in.
process.env.CADO_REACH_TOKEN ||= randomBytes(32).toString("base64url");

// `npm run reach` runs in the package and remembers where it was called; another package's script runs where it means to.
const { npm_package_name: caller, npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
const cwd = caller === "cado-reach" && script === "reach" && calledIn !== undefined ? calledIn : process.cwd();

// A reader that has seen enough (`| head`) ends the pipe; that is no failure.
let isRead = true;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  isRead = false;
});

process.exitCode = await runCli(process.argv.slice(2), {
  cwd,
  stdin: process.stdin,
  stdout: (text) =>
    new Promise((resolve) => {
      if (isRead && text !== "") process.stdout.write(text, () => resolve());
      else resolve();
    }),
  stderr: (text) => process.stderr.write(text),
});
