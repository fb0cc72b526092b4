/** Longest text that is looked at; a CloudTrail record with its encoded message has some thousands of characters. */
const MAX_CHARACTERS = 200_000;

/**
 * A pasted text without what terminals, mail programs, log formats and trackers put around it: colour codes, quoting and
 * box margins, indentation, JSON escapes, HTML entities, no-break spaces. Line breaks stay, as "\n"; blank lines as
 * "\n\n". What is longer than 200,000 characters is cut around the first words of a denial.
 */
export function cleanText(text: string): string {
  return unescaped(windowOf(text))
    .replaceAll(COLOURS, "")
    .replaceAll(INVISIBLE, "")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[\t\v\f\u00a0\u2000-\u200a\u202f\u3000]/g, " ")
    .split("\n")
    .map((line) => line.replace(MARGIN, "").trim())
    .join("\n")
    .replaceAll(/ {2,}/g, " ")
    .replaceAll(/\n{3,}/g, "\n\n");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals begin with one.
const COLOURS = /\u001b\[[0-9;]{0,20}[A-Za-z]/g;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Mail quoting, Terraform's boxes, comment marks of trackers; at most five levels. */
const MARGIN = /^ *(?:[>│|╷╵] ?){1,5}/;

function windowOf(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const at = Math.max(text.search(/not authorized to perform|authorization failure|AccessDenied|UnauthorizedOperation/), 0);
  const from = Math.max(0, at - MAX_CHARACTERS / 2);
  return text.slice(from, from + MAX_CHARACTERS);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&quot;", '"'],
  ["&#34;", '"'],
  ["&apos;", "'"],
  ["&#39;", "'"],
  ["&#x27;", "'"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&nbsp;", " "],
  ["&amp;", "&"],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\"', '"'],
  ["\\n", "\n"],
  ["\\r", "\n"],
  ["\\t", " "],
  ["\\/", "/"],
  ["\\u003c", "<"],
  ["\\u003e", ">"],
  ["\\u0026", "&"],
  ["\\u0027", "'"],
]);

/** JSON within JSON is escaped twice. */
function unescaped(text: string): string {
  return (
    text
      .replaceAll(/\\\\(?=["nrt/u])/g, "\\")
      .replaceAll(/\\(?:["nrt/]|u00(?:3[ce]|2[67]))/gi, (code) => ESCAPES.get(code.toLowerCase()) ?? code)
      // Where a text was cut within an escape or an entity.
      .replace(/(?:\\|&#?[a-z0-9]{0,5})$/, "")
      .replaceAll(/&(?:quot|#34|apos|#39|#x27|lt|gt|nbsp|amp);/g, (entity) => ENTITIES.get(entity) ?? entity)
  );
}
