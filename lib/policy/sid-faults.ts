import type { PolicyDocument } from "./policy-document.ts";

/** What is wrong with the Sid of one statement, by its index; of a duplicate, `first` is the statement that had it before. */
export type SidFault = { statement: number; fault: "characters" } | { statement: number; fault: "duplicate"; first: number };

/**
 * The Sids for which IAM refuses a policy of a principal: others than letters and digits (`[0-9A-Za-z]*`), and those that
 * an earlier statement has. Letter case counts; a Sid that is missing or empty is no fault. IAM User Guide, elements: Sid.
 */
export function findSidFaults(document: PolicyDocument): readonly SidFault[] {
  const seen = new Map<string, number>();
  return document.Statement.flatMap(({ Sid: sid }, statement) => {
    if (sid === undefined || sid === "") return [];
    const faults: SidFault[] = [];
    if (!/^[0-9A-Za-z]*$/.test(sid)) faults.push({ statement, fault: "characters" });
    const first = seen.get(sid);
    if (first === undefined) seen.set(sid, statement);
    else faults.push({ statement, fault: "duplicate", first });
    return faults;
  });
}
