/**
 * What AWS takes as a tag that both EC2 and SSM can carry, and IAM can compare: EC2 user guide, "Tag restrictions", and
 * SSM AddTagsToResource. EC2 alone would take any character. The API model says 127 characters of key and the guide says
 * 128: the smaller one works everywhere. The characters leave no room for a pattern (`*`, `?`) or a policy variable (`${`).
 */
export const TAG_KEY_MAX = 127;
export const TAG_VALUE_MAX = 256;

const OTHER_CHARACTER = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u;

/** Why the text cannot be the key of the tag that grants, in one sentence; null where it can. */
export function tagKeyFault(key: string): string | null {
  if (key === "") return "Give the tag a key.";
  if (/^aws:/i.test(key)) return "Keys that begin with aws: belong to AWS; nobody else can write them.";
  return textFault("key", key, TAG_KEY_MAX);
}

/** Why the text cannot be the value of the tag that grants, in one sentence; null where it can. */
export function tagValueFault(value: string): string | null {
  if (value === "") return "Give the tag a value: an empty one is what people leave behind by mistake.";
  return textFault("value", value, TAG_VALUE_MAX);
}

function textFault(part: string, text: string, maximum: number): string | null {
  const length = [...text].length;
  if (length > maximum) return `A tag ${part} has at most ${maximum} characters; this one has ${length}.`;
  const other = OTHER_CHARACTER.exec(text)?.[0];
  if (other !== undefined) {
    return `${describe(other)} cannot stand in a tag ${part}: letters, digits, spaces and _ . : / = + - @ can.`;
  }
  if (text !== text.trim()) return `The ${part} begins or ends with a space, which nobody will see later: take it away.`;
  return null;
}

function describe(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? "A line break or control character" : `“${character}”`;
}
