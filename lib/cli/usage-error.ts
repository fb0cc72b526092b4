import type { Problem } from "#lib/domain/problem.ts";

/** What the caller has to put right: words for standard error, and exit code 2. Every line of `message` is one problem. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** A problem on one line. */
export function problemLine({ title, detail = "", remedy = "" }: Problem): string {
  const sentences = [title, detail, remedy].map((part) => part.replace(/\s+/g, " ").trim()).filter((part) => part !== "");
  return sentences.map((part) => (/[.!?:]$/.test(part) ? part : `${part}.`)).join(" ");
}
