/** A heading over rows `start` to `start + count - 1`. Groups follow one another without a hole. */
export type GridGroup = { start: number; count: number; label: string };

/** One line of the screen: a heading, or a row by its position among the rows. */
export type GridLine = { kind: "group"; group: GridGroup; number: number } | { kind: "row"; index: number };

/** Where rows stand among lines when each group has a heading above it. Lines and rows count from 0. */
export type GroupLayout = {
  lines: number;
  lineOf: (index: number) => number;
  lineAt: (line: number) => GridLine;
};

export function groupLayout(rows: number, groups: readonly GridGroup[]): GroupLayout {
  return {
    lines: rows + groups.length,
    lineOf: (index) => index + groupsBefore(groups, (group) => group.start <= index),
    lineAt: (line) => {
      // Group n's heading is line start + n, so the groups whose heading is at or above the line are those before it.
      const above = groupsBefore(groups, (group, number) => group.start + number <= line);
      const number = above - 1;
      const group = groups[number];
      if (group !== undefined && group.start + number === line) return { kind: "group", group, number };
      return { kind: "row", index: line - above };
    },
  };
}

/** How many groups from the first on hold the test, which all before some place do and none after it. */
function groupsBefore(groups: readonly GridGroup[], test: (group: GridGroup, number: number) => boolean): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const group = groups[middle];
    if (group !== undefined && test(group, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
