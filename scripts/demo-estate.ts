import { type DemoSettings, parseDemoSettings } from "../lib/demo/demo-settings.ts";
import { type StandIn, startStandIn } from "../lib/demo/server.ts";
import type { Problem } from "../lib/domain/problem.ts";

/** The stand-in's settings, or what is wrong with them. */
export function readDemoSettings(): { settings: DemoSettings } | { problems: readonly Problem[] } {
  const parsed = parseDemoSettings(process.env);
  if (parsed.ok) return { settings: parsed.settings };
  return { problems: parsed.problems.map((title) => ({ code: "bad-setting", title })) };
}

/** Starts the stand-in, or says that its port is taken. */
export async function startEstate(settings: DemoSettings): Promise<{ standIn: StandIn } | { problems: readonly Problem[] }> {
  try {
    return { standIn: await startStandIn(settings) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const title = `The demo estate cannot listen on port ${settings.port} of 127.0.0.1 (${code})`;
    return { problems: [{ code: "port-in-use", title, remedy: "Set CADO_REACH_DEMO_AWS_PORT to another one, or leave it out" }] };
  }
}

/** "3,000 instances in 3 accounts and 17 regions (seed 1)" */
export function describeEstate({ instances, seed }: DemoSettings, standIn: StandIn): string {
  const regions = new Set(standIn.estate.cells.map(({ region }) => region)).size;
  return `${instances.toLocaleString("en")} instances in ${standIn.accounts.length} accounts and ${regions} regions (seed ${seed})`;
}
