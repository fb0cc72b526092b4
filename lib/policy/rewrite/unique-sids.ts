import type { Statement } from "../policy-document.ts";

/** The statements with Sids that none of `used`, and none of each other, has: a number is put behind one that is taken. */
export function uniqueSids(statements: readonly Statement[], used: Iterable<string | undefined>): readonly Statement[] {
  const taken = new Set(used);
  return statements.map((statement) => {
    const { Sid: wanted } = statement;
    if (wanted === undefined) return statement;
    let sid = wanted;
    for (let number = 2; taken.has(sid); number += 1) sid = `${wanted}${number}`;
    taken.add(sid);
    return sid === wanted ? statement : { ...statement, Sid: sid };
  });
}
