/** Next calls this once, when the server starts. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next sets it per bundle, and leaves the rest of this out where it is another.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWorker } = await import("#lib/worker/start-worker.ts");
  startWorker();
}
