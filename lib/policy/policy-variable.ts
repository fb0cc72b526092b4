import { ANY, type Glob, literalGlob, parseGlob } from "./glob.ts";
import { foldKey, type RequestContext } from "./request-context.ts";

/**
 * A string of a policy that may hold policy variables (`${aws:userid}`, with a default `${aws:userid, 'none'}`, or the
 * literal characters `${*}`, `${?}`, `${$}`). Only policies of version 2012-10-17 have them. `fixed` is its value where
 * it does not depend on the request.
 */
export type Template = { text: string; parts: readonly TemplatePart[] | null; fixed: ResolvedTemplate | null };

export type TemplatePart = { glob: Glob } | { key: string; fallback: string | null };

/**
 * `absent`: a variable has no value in the request, so nothing equals it (IAM reference, "Policy variables with no
 * value"). `unknown`: the value is not known, or the template is not one that IAM documents.
 */
export type ResolvedTemplate = { kind: "glob"; glob: Glob } | { kind: "absent" } | { kind: "unknown"; what: string };

/** `wildcards`: whether `*` and `?` outside of variables are patterns here. */
export function parseTemplate(text: string, { variables, wildcards }: { variables: boolean; wildcards: boolean }): Template {
  const parts = partsOf(text, variables, wildcards ? parseGlob : literalGlob);
  if (parts === null) return { text, parts, fixed: { kind: "unknown", what: `the policy variable in ${text}` } };
  const globs = parts.flatMap((part) => ("glob" in part ? [part.glob] : []));
  return { text, parts, fixed: globs.length === parts.length ? { kind: "glob", glob: globs.flat() } : null };
}

function partsOf(text: string, variables: boolean, glob: (text: string) => Glob): readonly TemplatePart[] | null {
  if (!variables) return [{ glob: glob(text) }];
  const parts: TemplatePart[] = [];
  let at = 0;
  for (let start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
    const end = text.indexOf("}", start);
    const part = end < 0 ? null : parseVariable(text.slice(start + 2, end));
    if (part === null) return null;
    parts.push({ glob: glob(text.slice(at, start)) }, part);
    at = end + 1;
  }
  return [...parts, { glob: glob(text.slice(at)) }];
}

/** Values from the request are taken literally: a `*` in them is no wildcard, and makes the result unknown. */
export function resolveTemplate(template: Template, context: RequestContext): ResolvedTemplate {
  if (template.fixed !== null) return template.fixed;
  const globs: Glob[] = [];
  for (const part of template.parts ?? []) {
    if ("glob" in part) {
      globs.push(part.glob);
      continue;
    }
    const found = context.find(part.key);
    if (found.kind === "unknown") return { kind: "unknown", what: `the value of ${part.key}` };
    if (found.kind === "absent") {
      if (part.fallback === null) return { kind: "absent" };
      globs.push(literalGlob(part.fallback));
      continue;
    }
    const [value] = found.values;
    // Multivalued keys cannot be policy variables (IAM reference, "Multivalued context keys").
    if (found.isList || value === undefined)
      return { kind: "unknown", what: `the policy variable ${part.key} with several values` };
    if (/[*?]/.test(value)) return { kind: "unknown", what: `a wildcard in the value of ${part.key}` };
    globs.push(literalGlob(value));
  }
  return { kind: "glob", glob: globs.flat() };
}

/** A pattern that takes in whatever the template can come to: `*` in the place of each variable. */
export function widestGlob(parts: readonly TemplatePart[]): Glob {
  return parts.flatMap((part) => ("glob" in part ? part.glob : [ANY]));
}

/** The condition keys that the template reads, folded. */
export function variablesOf(template: Template): readonly string[] {
  return (template.parts ?? []).flatMap((part) => ("key" in part ? [foldKey(part.key)] : []));
}

function parseVariable(body: string): TemplatePart | null {
  if (body === "*" || body === "?" || body === "$") return { glob: literalGlob(body) };
  const comma = body.indexOf(",");
  const key = (comma < 0 ? body : body.slice(0, comma)).trim();
  if (!key.includes(":") || /[\s*?'"{}$]/.test(key)) return null;
  if (comma < 0) return { key, fallback: null };
  const fallback = body.slice(comma + 1).trim();
  const quoted = fallback.length >= 2 && fallback.startsWith("'") && fallback.endsWith("'");
  return quoted ? { key, fallback: fallback.slice(1, -1) } : null;
}
