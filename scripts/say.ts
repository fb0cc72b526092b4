import type { Problem } from "../lib/domain/problem.ts";

/** Says everything that keeps the program from starting, all at once, and ends it. */
export function refuseToStart(problems: readonly Problem[]): never {
  const count = problems.length === 1 ? "one thing is" : `${problems.length} things are`;
  console.error(`Cado Reach cannot start: ${count} in the way.\n`);
  for (const { title, detail, remedy } of problems) {
    console.error(`  ✗ ${sentence(title)}`);
    if (detail !== undefined && detail !== "") console.error(`    ${sentence(detail)}`);
    if (remedy !== undefined) console.error(`    → ${sentence(remedy)}`);
  }
  process.exit(1);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Calls `stop` once, on the first signal that asks the program to end. */
export function onEnd(stop: () => void): void {
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!ending) stop();
      ending = true;
    });
  }
}
