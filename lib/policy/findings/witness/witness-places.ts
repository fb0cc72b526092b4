import type { NodeKind } from "#lib/domain/ids.ts";
import type { Partition } from "#lib/domain/partition.ts";
import { listOf, type PolicyDocument } from "../../policy-document.ts";
import { fillPattern } from "./fill-pattern.ts";

/** Where nodes may be. The first region, account and ids are ones that no policy of the role names. */
export type WitnessPlaces = {
  partition: Partition;
  regions: readonly string[];
  accounts: readonly string[];
  ids: Readonly<Record<NodeKind, string>>;
};

/** Some place that no policy names, and those that their conditions name. */
export function witnessPlaces(documents: readonly PolicyDocument[], partition: Partition): WitnessPlaces {
  const text = JSON.stringify(documents);
  const unnamed = (candidates: readonly string[]): string => candidates.find((one) => !text.includes(one)) ?? "";
  const id = unnamed(["0f0f0f0f0f0f0f0f0", "0e1e2e3e4e5e6e7e8"]);
  return {
    partition,
    regions: [unnamed(["zz-anywhere-1", "zz-elsewhere-2"]), ...namedIn(documents, ["aws:requestedregion", "ec2:region"])],
    accounts: [unnamed(["907090709070", "806080608060"]), ...namedIn(documents, ["aws:resourceaccount", "aws:principalaccount"])],
    ids: { ec2: `i-${id}`, hybrid: `mi-${id}` },
  };
}

/** Every region with every account. */
export function regionsAndAccounts({ regions, accounts }: WitnessPlaces): readonly { region: string; account: string }[] {
  return regions.flatMap((region) => accounts.map((account) => ({ region, account })));
}

/** More than these would cost more questions than they are worth. */
const MOST_NAMED = 3;

function namedIn(documents: readonly PolicyDocument[], keys: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const { Condition: block } of documents.flatMap(({ Statement: statements }) => statements)) {
    for (const [key, values] of Object.values(block ?? {}).flatMap((entries) => Object.entries(entries))) {
      if (!keys.includes(key.toLowerCase())) continue;
      for (const value of listOf(values)) found.add(fillPattern(String(value), "0") ?? "");
    }
  }
  found.delete("");
  return [...found].slice(0, MOST_NAMED);
}
