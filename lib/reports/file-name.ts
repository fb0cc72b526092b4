/** A report's file name with its moment to the minute, in UTC: `cado-reach-coverage-2026-11-24T1402Z.csv`. */
export function reportFileName(what: string, at: Date, extension: string): string {
  return `cado-reach-${what}-${at.toISOString().slice(0, 16).replace(":", "")}Z.${extension}`;
}
