/**
 * A text that a pattern of a policy matches: `star` for each `*`, `0` for each `?`, and the character for `${*}`, `${?}`
 * and `${$}`. Null where another policy variable stands in it: what that is, only the request tells.
 */
export function fillPattern(pattern: string, star: string): string | null {
  let isFixed = true;
  const text = pattern.replaceAll(/\$\{[^}]*\}|\*|\?/g, (part) => {
    if (part === "*") return star;
    if (part === "?") return "0";
    const character = part.slice(2, -1);
    if (!["*", "?", "$"].includes(character)) isFixed = false;
    return character;
  });
  return isFixed ? text : null;
}
