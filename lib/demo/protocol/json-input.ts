import { ServiceError } from "../service-error.ts";
import type { JsonObject } from "./aws-json.ts";

type Bounds = { min: number; max: number };

/** Reads the members of an AWS JSON request, and refuses what breaks the model's constraints in the services' own words. */
export class JsonInput {
  readonly #members: JsonObject;

  constructor(members: JsonObject) {
    this.#members = members;
  }

  has(name: string): boolean {
    return this.#members[name] !== undefined && this.#members[name] !== null;
  }

  text(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#members[name];
    if (typeof value !== "string") throw wrongType(name);
    return value;
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw constraint("null", name, "Member must not be null");
    return value;
  }

  integer(name: string, { min, max }: Bounds): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#members[name];
    if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(name);
    if (value < min) throw constraint(String(value), name, `Member must have value greater than or equal to ${min}`);
    if (value > max) throw constraint(String(value), name, `Member must have value less than or equal to ${max}`);
    return value;
  }

  /** A list of texts; [] where the member is not there. `size` bounds a list that is there. */
  texts(name: string, size: Bounds): string[] {
    return this.#list(name, size).map((value) => {
      if (typeof value !== "string") throw wrongType(name);
      return value;
    });
  }

  /** A list of structures; [] where the member is not there. */
  structures(name: string, size: Bounds): JsonInput[] {
    return this.#list(name, size).map((value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(name);
      return new JsonInput({ ...value });
    });
  }

  #list(name: string, { min, max }: Bounds): readonly unknown[] {
    if (!this.has(name)) return [];
    const value = this.#members[name];
    if (!Array.isArray(value)) throw wrongType(name);
    if (value.length < min) throw constraint(`[${value}]`, name, `Member must have length greater than or equal to ${min}`);
    if (value.length > max) throw constraint(`[${value}]`, name, `Member must have length less than or equal to ${max}`);
    return value;
  }
}

/** The refusal of a value that breaks a constraint of the service's model. */
export function constraint(value: string, member: string, broken: string): ServiceError {
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  const words = `Value '${value}' at '${name}' failed to satisfy constraint: ${broken}`;
  return new ServiceError("ValidationException", `1 validation error detected: ${words}`);
}

function wrongType(name: string): ServiceError {
  return new ServiceError("SerializationException", `The member ${name} is not of the expected type`);
}
