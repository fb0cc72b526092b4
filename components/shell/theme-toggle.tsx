"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { parseTheme, type Theme, themeCookie } from "./theme.ts";

/** The theme lives on <html>, where the server put it; every toggle on the page shows and sets that one. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset.theme),
    () => initial,
  );
  return <Segmented legend="Theme" size="sm" options={OPTIONS} value={theme} onChange={setTheme} />;
}

const OPTIONS = [
  { value: "system", name: "Theme of the device", label: <Monitor aria-hidden="true" className="size-3.5" /> },
  { value: "light", name: "Light theme", label: <Sun aria-hidden="true" className="size-3.5" /> },
  { value: "dark", name: "Dark theme", label: <Moon aria-hidden="true" className="size-3.5" /> },
] as const;

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = themeCookie(theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
