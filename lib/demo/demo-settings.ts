import { ESTATE_SHAPES, type EstateShape } from "./estate/estate.ts";
import type { Fault } from "./faults/fault.ts";
import { parseFaults } from "./faults/parse-faults.ts";

export const DEFAULT_INSTANCES = 3000;
export const DEFAULT_SEED = 1;

export type DemoSettings = {
  instances: number;
  seed: number;
  shape: EstateShape;
  /** 0: any free port. */
  port: number;
  faults: readonly Fault[];
  throttling: boolean;
  latency: boolean;
  recordWrites: boolean;
};

export type ParsedDemoSettings = { ok: true; settings: DemoSettings } | { ok: false; problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The stand-in's settings from the environment, or every problem at once:
 * `CADO_REACH_DEMO_INSTANCES` (6 to 1,000,000; 3,000), `CADO_REACH_DEMO_SEED` (1), `CADO_REACH_DEMO_AWS_PORT` (any free
 * one), `CADO_REACH_DEMO_FAULTS` (JSON, one fault or a list), `CADO_REACH_DEMO_THROTTLING` (`on` or `off`; on),
 * `CADO_REACH_DEMO_RECORD` (`1` keeps what is written), `CADO_REACH_DEMO_SHAPE` (`company`, `one-cell`,
 * `even` or `heavy`; company), `CADO_REACH_DEMO_LATENCY` (`on`: answers take as long as AWS's; off).
 */
export function parseDemoSettings(env: Environment): ParsedDemoSettings {
  const problems: string[] = [];
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const value = Number(text.replaceAll(/[_,]/g, ""));
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name} is "${text}"; it has to be a whole number from ${min} to ${max}.`);
    return fallback;
  };
  const settings: DemoSettings = {
    instances: integer("CADO_REACH_DEMO_INSTANCES", DEFAULT_INSTANCES, 6, 1_000_000),
    seed: integer("CADO_REACH_DEMO_SEED", DEFAULT_SEED, 0, 2 ** 31 - 1),
    shape: readShape(env.CADO_REACH_DEMO_SHAPE, problems),
    port: integer("CADO_REACH_DEMO_AWS_PORT", 0, 0, 65_535),
    faults: readFaults(env.CADO_REACH_DEMO_FAULTS, problems),
    throttling: readSwitch(env, "CADO_REACH_DEMO_THROTTLING", "on", problems),
    latency: readSwitch(env, "CADO_REACH_DEMO_LATENCY", "off", problems),
    recordWrites: readFlag(env.CADO_REACH_DEMO_RECORD, problems),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };
}

function readFaults(text: string | undefined, problems: string[]): readonly Fault[] {
  if (!text?.trim()) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    problems.push("CADO_REACH_DEMO_FAULTS is not JSON.");
    return [];
  }
  const parsed = parseFaults(value);
  if (parsed.ok) return parsed.faults;
  problems.push(...parsed.problems.map((problem) => `CADO_REACH_DEMO_FAULTS: ${problem}`));
  return [];
}

function readShape(text: string | undefined, problems: string[]): EstateShape {
  const value = text?.trim() || "company";
  const shape = ESTATE_SHAPES.find((known) => known === value);
  if (shape) return shape;
  problems.push(`CADO_REACH_DEMO_SHAPE is "${value}"; it has to be one of ${ESTATE_SHAPES.join(", ")}.`);
  return "company";
}

function readFlag(text: string | undefined, problems: string[]): boolean {
  const value = text?.trim() || "0";
  if (value !== "0" && value !== "1") problems.push(`CADO_REACH_DEMO_RECORD is "${value}"; it has to be 0 or 1.`);
  return value === "1";
}

function readSwitch(env: Environment, name: string, fallback: "on" | "off", problems: string[]): boolean {
  const value = env[name]?.trim() || fallback;
  if (value !== "on" && value !== "off") problems.push(`${name} is "${value}"; it has to be on or off.`);
  return value === "on";
}
