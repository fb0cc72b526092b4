"use client";

import { type ComponentType, createElement, type ReactNode, useEffect, useSyncExternalStore } from "react";

export type OnDemand<Props> = ComponentType<Props & { fallback?: ReactNode }> & {
  /** Fetches the code, so that it is there when it is drawn. */
  preload: () => void;
};

type Fetched<Props> = { part: ComponentType<Props> | null; failure: { error: unknown } | null };

const NOTHING = { part: null, failure: null };

/**
 * A part of the screen whose code is fetched when it is first drawn or preloaded; until then `fallback` stands in its
 * place, or nothing. Preloaded code is drawn at once: `next/dynamic` shows its fallback first, and React leaves that for
 * 300 ms. Where the code could not be fetched, drawing it throws.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  const listeners = new Set<() => void>();
  let fetched: Fetched<Props> = NOTHING;
  let asked = false;

  function settle(next: Fetched<Props>): void {
    fetched = next;
    for (const listener of listeners) listener();
  }
  function preload(): void {
    if (asked) return;
    asked = true;
    load().then(
      (part) => settle({ part, failure: null }),
      (error: unknown) => settle({ part: null, failure: { error } }),
    );
  }
  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  function current(): Fetched<Props> {
    return fetched;
  }
  function Part(props: Props & { fallback?: ReactNode }): ReactNode {
    const { part, failure } = useSyncExternalStore(subscribe, current, () => NOTHING);
    useEffect(preload, []);
    if (failure !== null) throw failure.error;
    return part === null ? props.fallback : createElement(part, props);
  }
  return Object.assign(Part, { preload });
}
