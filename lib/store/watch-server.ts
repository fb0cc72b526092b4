import "server-only";
import { Client } from "pg";
import { toStoreError } from "./store-error.ts";
import { noteHealth } from "./store-health.ts";

const LOOK_EVERY_MS = 1_000;
const ANSWER_MS = 1_500;

/**
 * Asks a Postgres server every second whether it is there, over a connection of its own, so that the screens tell of one
 * that went away or came back although nobody has anything to keep just now. Answers what ends it.
 */
export function watchServer(url: string): () => void {
  let client: Client | undefined;
  let isLooking = false;
  let isSilent = false;
  let isEnded = false;

  async function look(): Promise<void> {
    client ??= await connect(url);
    await client.query("select 1");
  }

  async function lookAndTell(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      await look();
      isSilent = false;
      if (!isEnded) noteHealth(null);
    } catch (error) {
      // One answer that is late may be our own doing; a connection that is refused is not.
      const isLate = error instanceof Error && /timeout/i.test(error.message);
      if (!isEnded && (!isLate || isSilent)) noteHealth(toStoreError(error));
      isSilent = isLate;
      drop();
    } finally {
      isLooking = false;
      if (isEnded) drop();
    }
  }

  function drop(): void {
    const lost = client;
    client = undefined;
    // It may be gone already, or never answer to this either.
    void lost?.end().catch(() => undefined);
  }

  const timer = setInterval(() => void lookAndTell(), LOOK_EVERY_MS);
  timer.unref();
  return () => {
    isEnded = true;
    clearInterval(timer);
    drop();
  };
}

async function connect(url: string): Promise<Client> {
  const limits = { connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS, application_name: "cado-reach-watch" };
  const client = new Client({ connectionString: url, ...limits });
  // Heard at the next look.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
}
