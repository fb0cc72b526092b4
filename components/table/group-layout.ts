/** A heading over rows `start` to `start + count - 1`. Groups follow one another without a hole. */
export type GridGroup = { start: number; count: number; label: string };

/** The groups in order. There may be as many as rows: one of them is made when it comes into view. */
export type GridGroups = {
  /** Where the rows of each group begin. */
  readonly starts: ArrayLike<number>;
  at: (number: number) => GridGroup;
};

/** One line of the screen: a heading, or a row by its position among the rows. */
export type GridLine = { kind: "group"; group: GridGroup; number: number } | { kind: "row"; index: number };

/** Where rows stand among lines when each group has a heading above it. Lines and rows count from 0. */
export type GroupLayout = {
  lines: number;
  lineOf: (index: number) => number;
  lineAt: (line: number) => GridLine;
};

export function groupLayout(rows: number, groups: GridGroups): GroupLayout {
  const { starts } = groups;
  return {
    lines: rows + starts.length,
    lineOf: (index) => index + groupsBefore(starts, (start) => start <= index),
    lineAt: (line) => {
      // Group n's heading is line start + n, so the groups whose heading is at or above the line are those before it.
      const above = groupsBefore(starts, (start, number) => start + number <= line);
      const number = above - 1;
      const start = starts[number];
      if (start !== undefined && start + number === line) return { kind: "group", group: groups.at(number), number };
      return { kind: "row", index: line - above };
    },
  };
}

/** How many groups from the first on hold the test, which all before some place do and none after it. */
function groupsBefore(starts: ArrayLike<number>, test: (start: number, number: number) => boolean): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(starts[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
