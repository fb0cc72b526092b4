/** The twelve columns of every table, by the product's own names; every value as the text that is shown. */
export const COLUMNS = [
  "name",
  "id",
  "account",
  "region",
  "state",
  "platform",
  "ssm",
  "tagState",
  "reach",
  "instanceType",
  "privateIp",
  "launched",
] as const;

export type ColumnName = (typeof COLUMNS)[number];

export type PeerRow = Readonly<Record<ColumnName, string>>;

const COLLATOR = new Intl.Collator("en", { numeric: true });

/** Natural order, web-2 before web-10: the same in every table, so that all do the same work. */
export function compareNatural(one: string, other: string): number {
  return COLLATOR.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0);
}

/** The rows, as one JSON array from the server that served the page. */
export async function loadRows(): Promise<PeerRow[]> {
  const answer = await fetch("/rows.json");
  return answer.json();
}
