import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      // The marker throws outside a React server bundle; unit tests are neither browser nor bundle.
      "server-only": fileURLToPath(new URL("./e2e/server-only-marker.ts", import.meta.url)),
    },
  },
  test: {
    include: ["{app,components,lib,scripts}/**/*.test.{ts,tsx}"],
    // Processes and not threads: V8 dies at times where several threads have the database's WebAssembly
    // ("jit_page_->allocations_.erase(addr) == 1").
    pool: "forks",
    isolate: false,
    // Two files at a time also where there are but two cores: many tests wait for a process, a database or a pause.
    maxWorkers: 2,
    // Generous: databases and servers are started here, on machines that may have much else to do.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // Settings are not valid without one; tests of settings bring their own.
    env: { CADO_REACH_TOKEN: "a-token-for-unit-tests" },
  },
});
