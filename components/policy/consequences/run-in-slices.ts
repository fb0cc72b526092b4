/** How long a piece of work may hold the page: well below what a hand that types notices. */
const SLICE_MS = 10;

/**
 * Runs work that yields where it can be stopped, a slice at a time, so that typing and drawing go on in between. Null where
 * the signal stopped it.
 */
export async function runInSlices<Result>(
  start: (isOver: () => boolean) => Generator<unknown, Result>,
  signal: AbortSignal,
): Promise<Result | null> {
  let endsAt = 0;
  const work = start(() => performance.now() >= endsAt);
  for (;;) {
    await nextTurn();
    if (signal.aborted) return null;
    endsAt = performance.now() + SLICE_MS;
    while (performance.now() < endsAt) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
  }
}

/** After whatever the page has to do. A message comes sooner than a timer, which waits four milliseconds. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
