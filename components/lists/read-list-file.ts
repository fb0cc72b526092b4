/** A list as text with the name of its file, or why it cannot be read, in a sentence. */
export type ListFile = { ok: true; name: string; text: string } | { ok: false; words: string };

/** 100,000 lines of ids, regions and accounts take 5 MB; exports have more columns. */
const MOST_BYTES = 50_000_000;

/** Reads a dropped or opened file: UTF-8, or UTF-16 with its mark, as spreadsheets write it. Nothing leaves the browser. */
export async function readListFile(file: File): Promise<ListFile> {
  if (file.size > MOST_BYTES) return { ok: false, words: `${file.name} has more than 50 megabytes. Give a shorter list.` };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = decode(bytes);
  if (text === null) return { ok: false, words: `${file.name} is not a text file. Save the list as CSV or as plain text.` };
  return { ok: true, name: file.name, text };
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
