const MOST_CHARACTERS = 64;

/**
 * A name that somebody typed, fit to be kept and shown: one line, at most 64 characters, without characters that are
 * not seen or that turn the direction of what follows. "" where nothing is left.
 */
export function cleanName(text: string): string {
  const visible = text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, " ")
    // Some scripts need the two joiners (U+200C, U+200D) between letters.
    .replace(/[\p{Cc}\p{Cf}](?<![\u200c\u200d])/gu, "")
    .trim();
  return [...visible].slice(0, MOST_CHARACTERS).join("").trim();
}
