const LATEST_MS = 3000;

/**
 * Runs the work once when the page has loaded and the browser has nothing better to do, or has been busy for three
 * seconds since. Returns what takes it back.
 */
export function whenIdle(work: () => void): () => void {
  let takeBack = () => removeEventListener("load", wait);
  function wait(): void {
    // Safari has no idle callback before version 27.
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(work, 500);
      takeBack = () => clearTimeout(timer);
      return;
    }
    const handle = requestIdleCallback(work, { timeout: LATEST_MS });
    takeBack = () => cancelIdleCallback(handle);
  }
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
  return () => takeBack();
}
