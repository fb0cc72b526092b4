/** Work of this length is not felt; two lots of it and a screen's redraw still fit between two frames that are. */
const LONGEST_MS = 12;

/** Lets the browser do what waits for it, keys and frames first, in long work that comes in pieces. */
export class Breath {
  #since = performance.now();
  readonly #channel = new MessageChannel();

  /** To be awaited after each piece: at once while little time has passed, else after the browser has had its turn. */
  async taken(): Promise<void> {
    if (performance.now() - this.#since < LONGEST_MS) return;
    await this.#turn();
    this.#since = performance.now();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#channel.port1.onmessage = () => resolve();
      this.#channel.port2.postMessage(null);
    });
  }
}
