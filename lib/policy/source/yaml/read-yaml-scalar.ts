import type { Scalar } from "yaml";
import type { SourceScalar } from "../source-node.ts";

/**
 * A scalar's value, and a doubt where it is written without quotes and YAML 1.1, which CloudFormation reads, and YAML 1.2 make
 * different things of it, or where the number that it is loses how it was written (`0123` of an account's id).
 */
export function readYamlScalar({ value, source, type, tag }: Scalar, from: number, to: number): SourceScalar {
  const scalar = { type: "scalar", from, to } as const;
  const written = source ?? String(value);
  const isBare = type === "PLAIN" && tag === undefined;
  if (typeof value === "string") {
    const doubt = isBare && OTHER_IN_YAML_1_1.test(value);
    return doubt ? { ...scalar, value, doubt: doubtOf(written) } : { ...scalar, value };
  }
  if (typeof value === "number") {
    const isExact = Number.isFinite(value) && String(value) === written;
    return isExact ? { ...scalar, value } : { ...scalar, value: written, doubt: doubtOf(written) };
  }
  return { ...scalar, value: typeof value === "boolean" ? value : null };
}

/** Booleans, sexagesimal numbers and numbers with underscores of YAML 1.1 that are texts in 1.2. */
const OTHER_IN_YAML_1_1 = /^(y|n|yes|no|on|off|[-+]?[1-9][\d_]*(:[0-5]?\d)+(\.[\d_]*)?|[-+]?0b[01_]+|[-+]?\d+_[\d_]*)$/i;

function doubtOf(written: string): string {
  return `Without quotes ${written.slice(0, 40)} is not read as this text everywhere; put quotes around it.`;
}
