import { type DemoOptions, type DemoProcess, startDemo } from "../../e2e/demo-process.ts";

/** Starts the demo, whose servers end with this process, however it ends. */
export async function startDemoHere(options: DemoOptions): Promise<DemoProcess> {
  const demo = await startDemo(options);
  const stop = () => void demo.stop();
  process.once("exit", stop);
  return {
    ...demo,
    stop() {
      process.off("exit", stop);
      return demo.stop();
    },
  };
}

// A signal would end the process without its `exit` event.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
