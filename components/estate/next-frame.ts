/** So long a page in the background, which draws no frames, is waited for. */
const LONGEST_MS = 50;

/** Resolves when the browser has drawn a frame. */
export function nextFrame(): Promise<void> {
  if (typeof requestAnimationFrame === "undefined") return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
    // What is asked for in a frame's callback comes after that frame.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
