import { type Glob, literalGlob, parseGlob } from "./glob.ts";
import { foldKey, type RequestContext } from "./request-context.ts";

/**
 * A string of a policy that may hold policy variables (`${aws:userid}`, with a default `${aws:userid, 'none'}`, or the
 * literal characters `${*}`, `${?}`, `${$}`). Only policies of version 2012-10-17 have them.
 */
export type Template = { text: string; parts: readonly TemplatePart[] | null };

type TemplatePart = { glob: Glob } | { key: string; fallback: string | null };

/**
 * `absent`: a variable has no value in the request, so nothing equals it (IAM reference, "Policy variables with no
 * value"). `unknown`: the value is not known, or the template is not one that IAM documents.
 */
export type ResolvedTemplate = { kind: "glob"; glob: Glob } | { kind: "absent" } | { kind: "unknown"; what: string };

/** `wildcards`: whether `*` and `?` outside of variables are patterns here. */
export function parseTemplate(text: string, { variables, wildcards }: { variables: boolean; wildcards: boolean }): Template {
  const glob = wildcards ? parseGlob : literalGlob;
  if (!variables || !text.includes("${")) return { text, parts: [{ glob: glob(text) }] };
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf("${", at);
    if (start < 0) break;
    const end = text.indexOf("}", start);
    if (end < 0) return { text, parts: null };
    const part = parseVariable(text.slice(start + 2, end));
    if (part === null) return { text, parts: null };
    parts.push({ glob: glob(text.slice(at, start)) }, part);
    at = end + 1;
  }
  parts.push({ glob: glob(text.slice(at)) });
  return { text, parts };
}

/** Values from the request are taken literally: a `*` in them is no wildcard, and makes the result unknown. */
export function resolveTemplate(template: Template, context: RequestContext): ResolvedTemplate {
  if (template.parts === null) return { kind: "unknown", what: `the policy variable in ${template.text}` };
  const [only] = template.parts;
  if (template.parts.length === 1 && only !== undefined && "glob" in only) return { kind: "glob", glob: only.glob };
  const globs: Glob[] = [];
  for (const part of template.parts) {
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
