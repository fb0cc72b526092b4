import type { Problem } from "#lib/domain/problem.ts";

/** What the caller has to put right: words for standard error, and exit code 2. Every line of `message` is one problem. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** A problem on one line. */
export function problemLine({ title, detail, remedy }: Problem): string {
  return [title, detail, remedy]
    .filter((part) => part !== undefined && part !== "")
    .join(" ")
    .replace(/\s+/g, " ");
}
