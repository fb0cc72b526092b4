import type { DemoReady } from "./demo-process.ts";

export type Row = {
  id: string;
  account: string;
  region: string;
  name: string;
  state: string;
  platform: string;
  managed: boolean | null;
  pingStatus: string | null;
  tagState: string;
  tagValue: string | null;
  tags: Record<string, string> | null;
  runCommand: { verdict: string; blockers: { code: string; layer: string; effect: string }[] };
  portForwarding: { verdict: string; blockers: { code: string; layer: string; effect: string }[] };
};

export type Estate = {
  asOf: string;
  cells: { account: string; region: string; state: string; problem?: { code: string; title: string } }[];
  rows: Row[];
};

type Job = {
  id: string;
  state: string;
  counts: Record<string, number>;
  outcomes: { id: string; state: string; problem?: { code: string } }[];
};

/** Asks the dashboard as a script does, with the printed token. */
export async function ask(demo: DemoReady, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${demo.token}`, "content-type": "application/json" };
  const answer = await fetch(`${demo.url}${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

export async function readEstate(demo: DemoReady, policy = "documented-tagged"): Promise<Estate> {
  return (await ask(demo, `/api/instances?format=json&policy=${policy}`)).json();
}

/** Sweeps once more and waits for the end. */
export async function refresh(demo: DemoReady): Promise<Estate> {
  await ask(demo, "/api/sweep", { method: "POST", body: JSON.stringify({ action: "refresh" }) });
  return readEstate(demo);
}

/** Plans, starts and follows a tagging job to its end, as a script does. */
export async function runJob(
  demo: DemoReady,
  action: string,
  nodes: readonly { account: string; region: string; id: string }[],
): Promise<Job> {
  const targets = nodes.map(({ account, region, id }) => ({ account, region, id }));
  const planned = await ask(demo, "/api/tagging/plans", { method: "POST", body: JSON.stringify({ action, nodes: targets }) });
  const plan: { id: string; hash: string; confirm: { required: boolean; count: number } } = await planned.json();
  const start = {
    plan: plan.id,
    hash: plan.hash,
    reason: "By script",
    ...(plan.confirm.required && { confirm: plan.confirm.count }),
  };
  await ask(demo, "/api/tagging/jobs", { method: "POST", body: JSON.stringify(start) });
  await (await ask(demo, `/api/tagging/jobs/${plan.id}/events`)).text();
  return (await ask(demo, `/api/tagging/jobs/${plan.id}`)).json();
}

/** Where a row counts in the coverage, worked out from the API's answer alone. */
export function reachOf(row: Row): string {
  const { verdict, blockers } = row.runCommand;
  if (verdict !== "blocked") return verdict;
  const layer = blockers.find(({ effect }) => effect === "blocks")?.layer ?? "";
  if (layer === "tag") return "tag";
  return layer === "policy" || layer === "partition" ? "policy" : "ssm";
}
