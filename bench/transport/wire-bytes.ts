import { get } from "node:http";

/** What a browser may be sent. */
const ACCEPTED = "gzip, deflate, br, zstd";

/** MB (10^6 bytes) of an answer's body on the wire, compressed or not as the server likes. */
export function wireMb(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { ...headers, "accept-encoding": ACCEPTED } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () => resolve(bytes / 1e6));
      response.on("error", reject);
    }).on("error", reject);
  });
}
