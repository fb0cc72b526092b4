const SPECIAL = /[&<>"'\r]/;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/** Text for between tags. Most names and values have nothing to escape, so that is looked at first. */
export function escapeXml(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? character) : text;
}

/** `<name>text</name>`, or "" where there is nothing to tell. */
export function element(name: string, text: string | number | boolean | null | undefined): string {
  return text === null || text === undefined ? "" : `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** The time as AWS's XML services write it. */
export function xmlTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
