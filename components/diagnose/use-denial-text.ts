"use client";

import { useEffect, useState } from "react";

const KEY = "cado-reach-denial";

/** The pasted text. Kept for the tab, never in the address: an error names accounts and people. */
export function useDenialText(): readonly [string, (text: string) => void] {
  const [text, setText] = useState("");
  useEffect(() => setText(sessionStorage.getItem(KEY) ?? ""), []);
  const change = (next: string) => {
    setText(next);
    try {
      sessionStorage.setItem(KEY, next);
    } catch {
      // A text too large for the tab's storage is shown all the same; it is only not there after a reload.
    }
  };
  return [text, change];
}
