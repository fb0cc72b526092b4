import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";
import { CLASS_CONFLICTS, CLASS_GROUPS } from "./class-groups.ts";

/** With the groups that the product uses alone: those of the whole of Tailwind are 6 KB that every page would wait for. */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: CLASS_GROUPS,
  conflictingClassGroups: CLASS_CONFLICTS,
  conflictingClassGroupModifiers: { "text-size": ["leading"] },
  orderSensitiveModifiers: ["*", "**", "before", "after", "file", "placeholder", "marker", "selection"],
}));

/** Joins class names; of two that set the same thing, the later one stays. */
export function classNames(...names: readonly ClassValue[]): string {
  return merge(clsx(names));
}
