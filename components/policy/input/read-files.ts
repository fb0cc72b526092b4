import type { NewRoleText } from "./role-texts.ts";

export type ReadFiles = {
  texts: readonly NewRoleText[];
  /** Files that were left out, each with the reason in a sentence. */
  refused: readonly string[];
};

/** A policy has thousands of characters, a whole template some hundred thousands. */
const MOST_BYTES = 1_000_000;

/** The files' texts, in their order. Nothing leaves the browser. */
export async function readFiles(files: Iterable<File>): Promise<ReadFiles> {
  const texts: NewRoleText[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const text = file.size > MOST_BYTES ? null : decode(await file.arrayBuffer());
    if (file.size > MOST_BYTES) refused.push(`${file.name} has more than a megabyte: that is no policy.`);
    else if (text === null) refused.push(`${file.name} is not a text file (UTF-8).`);
    else texts.push({ name: nameOf(file.name), text, part: "policy", kind: "unknown", from: file.name });
  }
  return { texts, refused };
}

function decode(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

function nameOf(file: string): string {
  return file.replace(/\.(json|ya?ml|template|tf|hcl|txt)$/i, "");
}
