import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { signPayload } from "./sign-payload.ts";
import { payloadText } from "./webhook-message.ts";

const DOCS = readFileSync("docs/webhooks.md", "utf8");
const SECRET = "0123456789abcdef";
const NOW_S = 1_795_528_951;
const BODY = '{"id":"ü"}';

/** Headers and body, and whether they are to be believed. */
const CASES = [
  { timestamp: NOW_S, body: BODY, signature: signPayload(SECRET, String(NOW_S), BODY), believed: true },
  { timestamp: NOW_S - 299, body: BODY, signature: signPayload(SECRET, String(NOW_S - 299), BODY), believed: true },
  { timestamp: NOW_S - 301, body: BODY, signature: signPayload(SECRET, String(NOW_S - 301), BODY), believed: false },
  { timestamp: NOW_S, body: `${BODY} `, signature: signPayload(SECRET, String(NOW_S), BODY), believed: false },
  { timestamp: NOW_S + 1, body: BODY, signature: signPayload(SECRET, String(NOW_S), BODY), believed: false },
  { timestamp: NOW_S, body: BODY, signature: signPayload("another secret 16", String(NOW_S), BODY), believed: false },
  { timestamp: NOW_S, body: BODY, signature: "", believed: false },
].map(({ timestamp, signature, ...rest }) => ({
  ...rest,
  headers: { "x-cado-reach-timestamp": String(timestamp), "x-cado-reach-signature": signature },
}));

function example(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, "s").exec(DOCS)?.[1] ?? "";
}

function run(command: string, file: string, program: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "cado-reach-docs-"));
  try {
    writeFileSync(join(folder, file), program);
    const { stdout, stderr } = spawnSync(command, [join(folder, file)], { encoding: "utf8" });
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it("documents a check in JavaScript that believes what we signed and nothing else", () => {
  const program = `${example("js")}
    const cases = ${JSON.stringify(CASES)};
    console.log(JSON.stringify(cases.map(({ headers, body }) => isFromCadoReach(headers, body, "${SECRET}", ${NOW_S} * 1000))));`;
  expect(run(process.execPath, "check.mjs", program)).toEqual(CASES.map(({ believed }) => believed));
});

it.runIf(spawnSync("python3", ["--version"]).status === 0)("documents the same check in Python", () => {
  const program = `import json\n${example("python")}
cases = json.loads(${JSON.stringify(JSON.stringify(CASES))})
print(json.dumps([is_from_cado_reach(c["headers"], c["body"].encode(), "${SECRET}", ${NOW_S}) for c in cases]))`;
  expect(run("python3", "check.py", program)).toEqual(CASES.map(({ believed }) => believed));
});

it("documents the body of job-ended with every member that is sent", () => {
  const documented = JSON.parse([...DOCS.matchAll(/```json\n(.*?)\n```/gs)][1]?.[1] ?? "");
  const { job } = documented;
  const sent = JSON.parse(
    payloadText(documented.id, {
      event: "job-ended",
      at: documented.at,
      job: {
        ...job,
        actor: { ...job.actor, session: "hidden", from: "192.0.2.1" },
        asked: null,
        undoneBy: null,
        trouble: null,
        createdAt: "",
      },
    }),
  );
  expect(sent).toEqual(documented);
});
