import type { TagSpec } from "#lib/domain/tag-spec.ts";

/** Values that nodes have in the field beside the right one, and one that nobody would ask for. */
export function wrongValues({ value }: TagSpec): readonly string[] {
  const candidates = [OTHER_VALUE, "", value.toLowerCase(), value.toUpperCase(), ` ${value}`];
  return [...new Set(candidates)].filter((candidate) => candidate !== value);
}

/** Stands for any value that no policy names. */
export const OTHER_VALUE = "some other value";

/** `with the value "true" of the tag`, or with any other. */
export function otherValueWords(value: string): string {
  return value === OTHER_VALUE ? "with any other value of the tag" : `with the value ${JSON.stringify(value)} of the tag`;
}
