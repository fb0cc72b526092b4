import "server-only";
import { createHash } from "node:crypto";

/** Segments of a path that are as long as this are taken for a key that lets one in. */
const KEY_LENGTH = 16;

/** Names a receiver where its address may not be written down: in the queue, and as a key in the database. */
export function receiverId(url: string): string {
  return digest(url, 16);
}

/**
 * A receiver's address as people and records may see it. Many services put the key into the address: user and password
 * and the query go, and long segments of the path are cut, each with a digest so that two addresses stay two.
 */
export function shownUrl(url: string): string {
  const { origin, pathname, search, username, password } = new URL(url);
  const path = pathname.split("/").map((part) => (part.length < KEY_LENGTH ? part : `${part.slice(0, 4)}…${digest(part, 6)}`));
  const hidden = username + password + search;
  return `${origin}${path.join("/")}${hidden === "" ? "" : `?…${digest(hidden, 6)}`}`;
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
