import "server-only";

export type XmlEvents = {
  /** An element begins. */
  open(name: string): void;
  /** An element ends; `text` is null for one that had elements inside. */
  close(name: string, text: string | null): void;
};

/** An element with attributes, or empty, as one tag. Attribute values may hold `>`. */
const LONG_TAG = /<([^\s/>"'=]+)(?:\s+[^\s/>"'=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(\/?)>/y;
const CDATA = "<![CDATA[";

/**
 * Reads a document or one element of it in a single pass and reports elements in order. As strict as AWS is regular:
 * throws SyntaxError for tags that do not match, for what is cut off, and for a DOCTYPE. Attributes are skipped.
 */
export function scanXml(text: string, events: XmlEvents): void {
  const path: string[] = [];
  let content = "";
  let isLeaf = false;
  let at = 0;
  let next = text.indexOf("<");
  while (next !== -1) {
    if (isLeaf && next > at) content += decodeEntities(text.slice(at, next));
    const kind = text[next + 1];
    if (kind === "/") {
      const end = indexAfter(text, ">", next);
      const name = text.slice(next + 2, end - 1).trimEnd();
      if (path.pop() !== name) throw new SyntaxError(`The XML closes <${name.slice(0, 80)}> where it is not open.`);
      events.close(name, isLeaf ? content : null);
      isLeaf = false;
      at = end;
    } else if (kind === "?") {
      at = indexAfter(text, "?>", next);
    } else if (kind === "!") {
      if (text.startsWith("<!--", next)) {
        at = indexAfter(text, "-->", next);
      } else if (text.startsWith(CDATA, next)) {
        at = indexAfter(text, "]]>", next);
        content += text.slice(next + CDATA.length, at - 3);
      } else {
        throw new SyntaxError("The XML has a declaration that AWS does not send.");
      }
    } else {
      const tag = readTag(text, next);
      events.open(tag.name);
      at = tag.end;
      if (tag.isEmpty) {
        events.close(tag.name, "");
      } else {
        path.push(tag.name);
        content = "";
      }
      isLeaf = !tag.isEmpty;
    }
    next = text.indexOf("<", at);
  }
  if (path.length > 0) throw new SyntaxError(`The XML ends inside <${path.at(-1)}>.`);
}

function readTag(text: string, at: number): { name: string; end: number; isEmpty: boolean } {
  const end = indexAfter(text, ">", at);
  const inside = text.slice(at + 1, end - 1);
  if (!/[\s/"'=]/.test(inside)) return { name: inside, end, isEmpty: false };
  LONG_TAG.lastIndex = at;
  const match = LONG_TAG.exec(text);
  if (!match?.[1]) throw new SyntaxError("The XML has a tag that cannot be read.");
  return { name: match[1], end: LONG_TAG.lastIndex, isEmpty: match[2] === "/" };
}

function indexAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found === -1) throw new SyntaxError(`The XML is cut off before ${mark}.`);
  return found + mark.length;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (entity, hex, decimal, name) => {
    if (name) return NAMED[name] ?? entity;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (code > 0x10ffff) throw new SyntaxError(`The XML has a character that is none: ${entity}`);
    return String.fromCodePoint(code);
  });
}
