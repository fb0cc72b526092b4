import type { DemoOptions, DemoProcess } from "../../e2e/demo-process.ts";
import { startDemoHere } from "./start-demo-here.ts";

export type Product = DemoProcess & {
  /** The cookie of a session: `name=value`. */
  cookie: string;
  /** Asks as that session. Throws where the answer is not a good one. */
  get(path: string): Promise<Response>;
};

/** Starts the built product on the stand-in, and signs in. */
export async function startProduct(options: DemoOptions): Promise<Product> {
  const demo = await startDemoHere(options);
  const signedIn = await fetch(`${demo.url}/api/session`, {
    method: "POST",
    headers: { Authorization: `Bearer ${demo.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ token: demo.token }),
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0];
  if (!signedIn.ok || cookie === undefined) throw new Error(`The product refused the sign-in: ${signedIn.status}`);
  return {
    ...demo,
    cookie,
    async get(path) {
      const answer = await fetch(`${demo.url}${path}`, { headers: { cookie } });
      if (!answer.ok) throw new Error(`The product answered ${path} with ${answer.status}.`);
      return answer;
    },
  };
}
