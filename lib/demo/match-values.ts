export type MatchValue = (value: string) => boolean;

/**
 * The values of one EC2 filter: any of them may match. Case-sensitive; `*` is any run of characters, `?` any one, and a
 * backslash takes the special meaning away (EC2 User Guide, "Filtering your resources").
 */
export function matchValues(patterns: readonly string[]): MatchValue {
  const literal = new Set(patterns.filter((pattern) => !/[*?\\]/.test(pattern)));
  const wild = patterns.filter((pattern) => /[*?\\]/.test(pattern)).map(toExpression);
  return (value) => literal.has(value) || wild.some((expression) => expression.test(value));
}

function toExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\[*?\\]|[\s\S]/g, (part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    return part.slice(-1).replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
  });
  return new RegExp(`^${source}$`);
}
