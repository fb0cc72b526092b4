import { useSyncExternalStore } from "react";
import { readKeptName } from "./kept-name.ts";

/** What the record calls this session, once it was changed here; null: as the page was sent. */
let changed: string | null = null;
const listeners = new Set<() => void>();

/** The name of this browser's session: the one that came with the page, or what it was changed to since. */
export function useSessionName(sent: string): string {
  return (
    useSyncExternalStore(
      listen,
      () => changed,
      () => null,
    ) ?? sent
  );
}

/** Gives the session a name. Returns what to tell the person where that failed. */
export async function renameSession(name: string): Promise<string | undefined> {
  try {
    const response = await fetch("/api/session", {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name }),
    });
    if (!response.ok) {
      const problem: { title?: string; remedy?: string } = await response.json();
      return [problem.title, problem.remedy].filter(Boolean).join(" ");
    }
    const session: { name: string } = await (await fetch("/api/session")).json();
    changed = session.name;
    for (const tell of listeners) tell();
    return undefined;
  } catch {
    return "The server does not answer. Is Cado Reach still running?";
  }
}

let isRestored = false;

/** Where somebody signed in with the link, which asks for no name: gives the session the name kept in this browser. */
export function restoreKeptName(sent: string): void {
  const kept = readKeptName();
  if (isRestored || sent !== "" || kept === "") return;
  isRestored = true;
  void renameSession(kept);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
