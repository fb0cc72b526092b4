/** Letters added, dropped or changed to make one text of the other (Levenshtein); `most + 1` for anything beyond `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let line = 0; line < a.length; line++) {
    const next = [line + 1];
    for (let at = 0; at < b.length; at++) {
      const change = (row[at] ?? 0) + (a[line] === b[at] ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return Math.min(row[b.length] ?? most + 1, most + 1);
}
