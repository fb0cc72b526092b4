import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, mostly by waiting: begun last, it would keep one worker busy after all the others have ended. */
const FIRST = ["scripts/check-crash/crash.test.ts", "lib/tagging/run-job.test.ts", "lib/demo/aws-cli.test.ts"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFirst = ({ moduleId }: TestSpecification) => FIRST.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: {
      // The marker throws outside a React server bundle; unit tests are neither browser nor bundle.
      "server-only": fileURLToPath(new URL("./e2e/server-only-marker.ts", import.meta.url)),
    },
  },
  test: {
    include: ["{app,bench,components,lib,scripts}/**/*.test.{ts,tsx}"],
    // Processes and not threads: V8 dies at times where several threads have the database's WebAssembly
    // ("jit_page_->allocations_.erase(addr) == 1").
    pool: "forks",
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Two files at a time also where there are but two cores: many tests wait for a process, a database or a pause.
    maxWorkers: 2,
    // Generous: databases and servers are started here, on machines that may have much else to do.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // Settings are not valid without one; tests of settings bring their own.
    env: { CADO_REACH_TOKEN: "a-token-for-unit-tests" },
  },
});
