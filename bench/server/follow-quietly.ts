import type { Product } from "../product/start-product.ts";

/** A client that takes the product's stream as a browser does and only looks at what line it is. */
export type QuietClient = {
  /** Rows that it was told of. */
  rows(): number;
  /** Settles with the first line that ends a sweep. */
  done: Promise<void>;
  close(): void;
};

export function followQuietly(product: Product): QuietClient {
  const closing = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let rows = 0;
  const follow = async () => {
    const answer = await fetch(`${product.url}/api/instances?follow=1&encoding=deflate-raw`, {
      headers: { cookie: product.cookie },
      signal: closing.signal,
    });
    if (answer.body === null) throw new Error(`The product answered ${answer.status}.`);
    let rest = "";
    for await (const text of answer.body
      .pipeThrough(new DecompressionStream("deflate-raw"))
      .pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith('{"t":"rows"')) rows += Number(/"n":(\d+)/.exec(line.slice(0, 200))?.[1]);
        if (line.startsWith('{"t":"done"')) resolve();
      }
    }
  };
  follow().catch((error: unknown) => {
    if (!closing.signal.aborted) reject(error);
  });
  return { rows: () => rows, done: promise, close: () => closing.abort() };
}
