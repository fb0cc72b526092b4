/** Text that is HTML already: made by `html` alone, so that everything else is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/**
 * A piece of HTML. Whatever is put into it is escaped, for text and for quoted attributes alike, unless it was made by
 * `html` too; lists are put one after the other, null, undefined and false leave nothing. Never for unquoted attributes,
 * scripts or styles.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? "";
  values.forEach((value, at) => {
    text += toText(value) + (parts[at + 1] ?? "");
  });
  return new Html(text);
}

function toText(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(toText).join("");
  return String(value).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
