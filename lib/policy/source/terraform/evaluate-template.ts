import { fixedText, joinMapped, type MappedText } from "../offset-map.ts";
import type { SourceScalar } from "../source-node.ts";
import type { HclExpression } from "./hcl-syntax.ts";
import { type Evaluate, type Evaluated, refuse, spend, type TerraformScope } from "./terraform-scope.ts";

/** A text with the values of its interpolations; `"${x}"` alone is the value of x itself. */
export function evaluateTemplate(
  { parts, isHeredoc, from, to }: HclExpression & { type: "template" },
  scope: TerraformScope,
  evaluate: Evaluate,
): Evaluated {
  const [only, more] = parts;
  if (only !== undefined && more === undefined && !("text" in only) && only.type !== "directive") return evaluate(only);
  const texts: MappedText[] = [];
  let isKnown = true;
  for (const part of parts) {
    if ("text" in part) {
      if (!spend(scope, part.text.length, from)) return "unknown";
      texts.push(part);
      continue;
    }
    const text = part.type === "directive" ? refuseDirective(part.from, scope) : textOfPart(evaluate(part), part.from, scope);
    if (text === undefined) isKnown = false;
    else if (spend(scope, text.length, part.from)) texts.push(fixedText(text, part.from));
    else return "unknown";
  }
  if (!isKnown) return "unknown";
  const { text: value, pieces } = joinMapped(texts);
  const scalar: SourceScalar = { type: "scalar", value, contents: pieces, from, to };
  // The indentation that `<<-` takes away is still in it, which makes no difference to JSON.
  return isHeredoc ? { ...scalar, doubt: "A heredoc is read here as a whole policy only." } : scalar;
}

function refuseDirective(at: number, scope: TerraformScope): undefined {
  refuse(scope, at, "A template directive, or a tilde in an interpolation, is not worked out here; write out what it makes.");
}

function textOfPart(value: Evaluated, at: number, scope: TerraformScope): string | undefined {
  if (value === "unknown") return undefined;
  if (value.type === "scalar" && value.value !== null && (value.doubt === undefined || value.encoded)) return String(value.value);
  refuse(scope, at, "Expected one text, number, true or false to put in here.");
  return undefined;
}
