/**
 * A character as a message shows it: printable ASCII in double quotes, anything else with its code point and what it is, since
 * look-alikes and invisible characters cannot be told from a picture of themselves. `offset` at the end of the text: says so.
 */
export function nameCharacter(text: string, offset: number): string {
  const point = text.codePointAt(offset);
  if (point === undefined) return "the end of the text";
  const character = String.fromCodePoint(point);
  if (character === "\n" || character === "\r") return "the end of the line";
  if (character === "\t") return "a tab";
  if (point >= 0x20 && point < 0x7f) return JSON.stringify(character);
  const shown = INVISIBLE.test(character) ? "" : `${JSON.stringify(character)} `;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const what = describe(character, point);
  return `${shown}${shown === "" ? `${code}${what}` : `(${code}${what})`}`;
}

/** Where the first character stands that ASCII does not have, or that cannot be seen; -1: there is none. */
export function findOddCharacter(text: string): number {
  return text.search(/[^ -~]/u);
}

const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

const NAMES: Readonly<Record<string, string>> = {
  "\0": "a NUL byte",
  "\u00a0": "a no-break space",
  "\u00ad": "a soft hyphen",
  "\u2007": "a figure space",
  "\u200b": "a zero-width space",
  "\u200c": "a zero-width non-joiner",
  "\u200d": "a zero-width joiner",
  "\u200e": "a left-to-right mark",
  "\u200f": "a right-to-left mark",
  "\u2010": "a hyphen that is not the one of the keyboard",
  "\u2011": "a no-break hyphen",
  "\u2013": "an en dash",
  "\u2014": "an em dash",
  "\u2018": "a curly quote",
  "\u2019": "a curly quote",
  "\u201a": "a low quote",
  "\u201c": "a curly quote",
  "\u201d": "a curly quote",
  "\u201e": "a low quote",
  "\u2026": "an ellipsis",
  "\u202e": "a right-to-left override",
  "\u202f": "a narrow no-break space",
  "\u2060": "a word joiner",
  "\u3000": "a full-width space",
  "\ufeff": "a byte order mark",
  "\ufffd": "what is left of bytes that are not UTF-8",
};

// Unicode's confusables (UTS 39) for ASCII letters, Cyrillic and Greek: the ones that a policy's words are made of.
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  (
    [
      ["АВСЕНІЈКМОРЅТХУаԁеһіјӏорсѕухѵԛԝ", "ABCEHIJKMOPSTXYadehijlopcsyxvqw"],
      ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ", "ABEZHIKMNOPTYXoavp"],
    ] as const
  ).flatMap(([odd, plain]) => [...odd].map((character, at): [string, string] => [character, plain[at] ?? ""])),
);

function describe(character: string, point: number): string {
  const name = NAMES[character];
  if (name !== undefined) return `, ${name}`;
  if (point >= 0xd800 && point <= 0xdfff) return ", half of a character";
  if (point >= 0xff01 && point <= 0xff5e) return `, a full-width ${JSON.stringify(String.fromCodePoint(point - 0xfee0))}`;
  const alike = LOOK_ALIKES.get(character);
  const script = /\p{Script=Cyrillic}/u.test(character) ? "Cyrillic" : /\p{Script=Greek}/u.test(character) ? "Greek" : null;
  if (script !== null) return `, a ${script} letter${alike === undefined ? "" : ` that looks like ${JSON.stringify(alike)}`}`;
  if (/\p{Cc}/u.test(character)) return ", a control character";
  if (INVISIBLE.test(character)) return ", a character that cannot be seen";
  return "";
}
