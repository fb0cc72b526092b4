/**
 * What people call each field of the engine: `word` in a filter that they type, `label` at the head of a column.
 * A tag is `tag KEY` in a filter and `tag:KEY` as a field.
 */
export type InstanceField = { field: string; word: string; label: string; values: "few" | "many" };

export const INSTANCE_FIELDS: readonly InstanceField[] = [
  { field: "reach", word: "reach", label: "Reach", values: "few" },
  { field: "blocker", word: "blocker", label: "First blocker", values: "few" },
  { field: "account", word: "account", label: "Account", values: "few" },
  { field: "region", word: "region", label: "Region", values: "few" },
  { field: "state", word: "state", label: "State", values: "few" },
  { field: "platform", word: "platform", label: "Platform", values: "few" },
  { field: "platformName", word: "os", label: "Operating system", values: "few" },
  { field: "ssm", word: "ssm", label: "SSM", values: "few" },
  { field: "tagState", word: "cado-tag", label: "Cado tag", values: "few" },
  { field: "tagValue", word: "tag-value", label: "Cado tag value", values: "few" },
  { field: "instanceType", word: "type", label: "Instance type", values: "few" },
  { field: "owner", word: "owner", label: "Belongs to", values: "many" },
  { field: "managedBy", word: "managed-by", label: "Managed by", values: "few" },
  { field: "agentVersion", word: "agent", label: "SSM agent", values: "few" },
  { field: "name", word: "name", label: "Name", values: "many" },
  { field: "id", word: "instance", label: "Instance", values: "many" },
  { field: "privateIp", word: "ip", label: "Private IP", values: "many" },
];

const BY_FIELD = new Map(INSTANCE_FIELDS.map((field) => [field.field, field]));
const BY_WORD = new Map(INSTANCE_FIELDS.map((field) => [field.word, field]));

const TAG_PREFIX = "tag:";

/** The field behind a word, whatever its case; undefined for a word that names none. */
export function findFieldByWord(word: string): InstanceField | undefined {
  return BY_WORD.get(word.toLowerCase());
}

/** The key of a `tag:KEY` field, or undefined where the field is not a tag. */
export function tagKeyOf(field: string): string | undefined {
  return field.startsWith(TAG_PREFIX) && field.length > TAG_PREFIX.length ? field.slice(TAG_PREFIX.length) : undefined;
}

export function tagField(key: string): string {
  return `${TAG_PREFIX}${key}`;
}

/** The head of a column, also for a tag or a field without a word. */
export function labelOf(field: string): string {
  const key = tagKeyOf(field);
  return key === undefined ? (BY_FIELD.get(field)?.label ?? field) : `Tag ${key}`;
}

export function wordOf(field: string): string | undefined {
  return BY_FIELD.get(field)?.word;
}
