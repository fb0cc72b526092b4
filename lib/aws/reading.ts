/** How a cell's lists are asked for. */
export type Reading = {
  /** False: SSM's list is read with DescribeInstanceInformation alone. */
  properties: boolean;
  /** False: lists are read page after page, however long they are, and not in parts at once. */
  split: boolean;
  /** Pages that are read one after the other, before a list that has more is read in parts: those are many more calls. */
  pagesInTurn: number;
  /** Items of a page: of DescribeInstances and DescribeTags, of DescribeInstanceInformation, of DescribeInstanceProperties. */
  instancePage: number;
  informationPage: number;
  propertiesPage: number;
  /** Parts into which a list is split: of instances and their tags, and of managed nodes. */
  instanceParts: number;
  managedParts: number;
};

/**
 * The largest pages that AWS allows. Parts are so many that a cell of 20,000 has each in one page, and no more than our
 * share of AWS's bucket lets through at once (pacing.ts).
 */
export const READING: Reading = {
  properties: true,
  split: true,
  pagesInTurn: 2,
  instancePage: 1000,
  informationPage: 50,
  propertiesPage: 1000,
  instanceParts: 32,
  managedParts: 18,
};

/** True where a list of about so many items is to be read in parts from its beginning on. */
export function isLong({ split, pagesInTurn }: Reading, expected: number, page: number): boolean {
  return split && expected > pagesInTurn * page;
}
