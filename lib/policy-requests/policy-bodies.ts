import "server-only";
import { z } from "zod";
import type { Problem } from "#lib/domain/problem.ts";
import type { TagSpec } from "#lib/domain/tag-spec.ts";
import { readJsonBody } from "#lib/http/read-json-body.ts";
import { type ParameterFault, readCorrectionInput } from "#lib/policy/correction-input.ts";
import type { NamedPolicy } from "#lib/policy/named-policy.ts";
import { parsePolicy } from "#lib/policy/parse-policy.ts";
import type { PolicyText } from "#lib/policy/read-policy-texts.ts";
import { POLICY_FORMATS, type PolicyFormat, type PolicyShape, SHAPES } from "#lib/policy/render/policy-format.ts";
import type { CorrectionOptions } from "#lib/policy/rewrite/correction.ts";

/** Body of POST /api/policy: texts are read, policies are taken as they are. */
export type RoleBody = {
  texts: readonly PolicyText[];
  policies: readonly NamedPolicy[];
  values: Readonly<Record<string, string>>;
  corrected: boolean;
  options: CorrectionOptions;
  format: PolicyFormat;
  shape: PolicyShape;
};

/** Body of POST /api/policy/check. */
export type CheckBody = {
  texts: readonly PolicyText[];
  boundary: PolicyText | null;
  values: Readonly<Record<string, string>>;
  options: Pick<CorrectionOptions, "tag" | "partition">;
};

export type Refused = { ok: false; problem: Problem & { status: number } };

/** Twenty managed policies are 120 kB; white space and a template around them may take ten times as much. */
const MAX_BYTES = 2_000_000;

const text = z.strictObject({ name: z.string().max(200).default(""), text: z.string() });
const texts = z.array(text).max(50);
const values = z.record(z.string().max(200), z.string().max(2_000)).default({});
const tag = z.strictObject({ key: z.string(), value: z.string() });
const names = z.array(z.string()).optional();
const aSwitch = z.boolean().optional();

const policy = z
  .strictObject({
    name: z.string().max(200).default(""),
    kind: z.enum(["inline", "managed", "unknown"]).default("unknown"),
    document: z.unknown(),
  })
  .transform(({ name, kind, document }, context): NamedPolicy => {
    const parsed = parsePolicy(document);
    if (parsed.ok) return { name, kind, document: parsed.document };
    for (const { path, title } of parsed.problems) {
      context.addIssue({ code: "custom", path: ["document", ...(path === "" ? [] : [path])], message: title });
    }
    return z.NEVER;
  });

const roleBody = z
  .strictObject({
    texts: texts.default([]),
    policies: z.array(policy).max(50).default([]),
    values,
    corrected: z.boolean().default(true),
    tag: tag.optional(),
    partition: z.string().optional(),
    portForwarding: aSwitch,
    linuxOnly: aSwitch,
    hybrid: aSwitch,
    accounts: names,
    regions: names,
    ownSessionsOnly: aSwitch,
    guard: aSwitch,
    format: z.enum(POLICY_FORMATS).default("json"),
    shape: z.enum(SHAPES).default("document"),
  })
  .refine(({ texts, policies }) => texts.length + policies.length > 0, { path: ["texts"], message: "name a policy" });

const checkBody = z.strictObject({
  texts: texts.min(1, "name a policy"),
  boundary: text.nullable().default(null),
  values,
  tag: tag.optional(),
  partition: z.string().optional(),
});

/** Reads the body of POST /api/policy; every error is told at once, with its path. */
export async function readRoleBody(request: Request, estateTag: TagSpec): Promise<{ ok: true; body: RoleBody } | Refused> {
  const read = await readBody(request, roleBody);
  if (!read.ok) return read;
  const { texts, policies, values, corrected, format, shape, tag, ...input } = read.body;
  const options = readCorrectionInput({ ...input, key: tag?.key, value: tag?.value }, estateTag);
  if (!options.ok) return refused(options.faults.map(faultLine));
  return { ok: true, body: { texts, policies, values, corrected, options: options.options, format, shape } };
}

/** Reads the body of POST /api/policy/check. */
export async function readCheckBody(request: Request, estateTag: TagSpec): Promise<{ ok: true; body: CheckBody } | Refused> {
  const read = await readBody(request, checkBody);
  if (!read.ok) return read;
  const { texts, boundary, values, tag, partition } = read.body;
  const options = readCorrectionInput({ partition, key: tag?.key, value: tag?.value }, estateTag);
  if (!options.ok) return refused(options.faults.map(faultLine));
  return { ok: true, body: { texts, boundary, values, options: options.options } };
}

async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<{ ok: true; body: T } | Refused> {
  const json = await readJsonBody(request, MAX_BYTES);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, body: parsed.data };
  return refused(parsed.error.issues.map(({ path, message }) => `${path.join(".") || "(body)"}: ${message}`));
}

function faultLine({ parameter, fault }: ParameterFault): string {
  return `${parameter === "key" || parameter === "value" ? `tag.${parameter}` : parameter}: ${fault}`;
}

function refused(lines: readonly string[]): Refused {
  const title = "The request is not what this address takes.";
  return {
    ok: false,
    problem: { status: 400, code: "bad-request", title, detail: lines.slice(0, 50).join("; "), remedy: "See docs/api.md." },
  };
}
