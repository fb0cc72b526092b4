"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Ends this browser's session. Says so where that failed: one who believes to be signed out walks away. */
export function SignOutButton() {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function signOut() {
    setState("busy");
    const ended = await endSession();
    if (ended) location.replace("/sign-in");
    else setState("failed");
  }

  return (
    <>
      <Button variant="ghost" size="sm" busy={state === "busy"} onClick={signOut}>
        {state === "failed" ? "Still signed in: try again" : "Sign out"}
      </Button>
      <span role="status" className="sr-only">
        {state === "failed" && "You are still signed in: the server did not answer."}
      </span>
    </>
  );
}

async function endSession(): Promise<boolean> {
  try {
    const response = await fetch("/api/session", { method: "DELETE", headers: { "Content-Type": "application/json" } });
    return response.ok || response.status === 401;
  } catch {
    return false;
  }
}
