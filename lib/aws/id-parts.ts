/** A part of all node ids: those that begin with one of these. */
export type IdPart = readonly string[];

const HEX = "0123456789abcdef";
/** EC2 takes 200 values of a filter, SSM 40 (DescribeInstanceProperties). */
const MOST_VALUES = 40;
const PREFIXES = [...HEX].flatMap((one) => [...HEX].map((two) => `i-0${one}${two}`));
/** Ids of eight digits, and whatever AWS may begin ids with some day; `i-0` and 16 digits is what it does today. */
const OTHERS = [...HEX.slice(1)].map((digit) => `i-${digit}`);

/**
 * Disjoint parts that together have every id: `i-` ids in about so many parts of the same size, the unusual ones in one
 * more; with `hybrid` that one has the `mi-` ids, too.
 */
export function idParts(count: number, { hybrid }: { hybrid: boolean }): readonly IdPart[] {
  const size = Math.min(MOST_VALUES, Math.max(1, Math.ceil(PREFIXES.length / count)));
  const parts: IdPart[] = [];
  for (let at = 0; at < PREFIXES.length; at += size) parts.push(PREFIXES.slice(at, at + size));
  return [...parts, hybrid ? [...OTHERS, "mi-"] : OTHERS];
}

export function isOfPart(part: IdPart, id: string): boolean {
  return part.some((prefix) => id.startsWith(prefix));
}
