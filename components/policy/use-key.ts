"use client";

import { useEffect, useEffectEvent } from "react";
import { isTyping } from "#components/instances/filters/is-typing.ts";

/** Does something when one of these keys is pressed alone, anywhere but where one types. `?` lists them (shell/keys.ts). */
export function useKey(keys: string, onKey: (key: string) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (event.key.length !== 1 || !keys.includes(event.key.toLowerCase())) return;
    event.preventDefault();
    onKey(event.key.toLowerCase());
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
