import { cadoTagsOf } from "./cado-tags.ts";
import type { InstanceRow, Quirk } from "./instance-columns.ts";
import { paddedName, plainName, privateDnsName } from "./names.ts";
import { hexDigits } from "./random.ts";
import type { Workload } from "./workload.ts";

/** EC2 allows fifty on one resource, not counting those of AWS (EC2 user guide, tag restrictions). */
const MOST_USER_TAGS = 50;

const QUIRK_NAMES: Partial<Record<Quirk, string>> = {
  "long-name": "customer-analytics-replatform-pilot-temporary-do-not-delete1",
  unicode: "データ基盤-検証機 №7 🚀",
  markup: 'test <b onclick="alert(1)">bold</b> & "friends"',
};

/** What an instance's tags are made from: its facts, its workload, and what follows from its place. */
export type TaggedInstance = { row: InstanceRow; workload: Workload; noise: number; privateIp: string; region: string };

/** The tags that an instance was born with. A new map each time. */
export function bornTags({ row, workload, noise, privateIp, region }: TaggedInstance): Map<string, string> {
  const tags = new Map<string, string>();
  if (row.quirk === "no-tags") return tags;

  const name = QUIRK_NAMES[row.quirk] ?? nameOf(workload, row, privateDnsName(privateIp, region));
  if (name !== null) tags.set("Name", name);
  for (const [key, value] of workload.tags) tags.set(key, value);
  if (workload.keeper === "karpenter") tags.set("karpenter.sh/nodeclaim", `${workload.name}-${hexDigits(5, noise)}`);
  for (const [key, value] of cadoTagsOf(row.cadoForm)) tags.set(key, value);

  // Some were made before the company asked for it: groups by cost centre have a rest.
  if (noise % 37 === 0 && tags.size > 6) tags.delete("cost-center");
  if (row.quirk === "right-to-left") {
    tags.set("owner", "فريق البيانات");
    tags.set("description", "שרת מחברות לניתוח (R&D)");
  }
  if (row.quirk === "formula") tags.set("description", '=HYPERLINK("http://example.com/","open")');
  if (row.quirk === "long-name")
    tags.set("description", "Kept for the audit; ask before anything is changed. ".repeat(5).slice(0, 256));
  if (row.quirk === "fifty-tags") fillUp(tags);
  return tags;
}

/** The name in the tags, or null where the workload's instances have none. */
function nameOf(workload: Workload, row: InstanceRow, dnsName: string): string | null {
  if (row.quirk === "unnamed") return null;
  switch (workload.nameStyle) {
    case "padded":
      return paddedName(workload.name, row.number);
    case "plain":
      return plainName(workload.name, row.number);
    case "shared":
      return workload.name;
    case "dns":
      return dnsName;
    case "none":
      return null;
  }
}

function fillUp(tags: Map<string, string>): void {
  let mine = [...tags.keys()].filter((key) => !key.startsWith("aws:")).length;
  for (let number = 1; mine < MOST_USER_TAGS; number++, mine++) {
    tags.set(`inventory:field-${String(number).padStart(2, "0")}`, `value ${number}`);
  }
}
