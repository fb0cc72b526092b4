/**
 * A text as a value of StringLike that matches that text and nothing else: wildcards and the beginning of a policy
 * variable are written as `${*}`, `${?}` and `${$}` (IAM reference, "Policy variables"). An ordinary text stays as it is.
 */
export function literalForLike(text: string): string {
  return text.replaceAll(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}

/** The same for StringEquals and its like, where wildcards are plain characters. */
export function literalForEquals(text: string): string {
  return text.replaceAll(/\$(?=\{)/g, `\${$}`);
}
