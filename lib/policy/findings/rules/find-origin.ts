import type { ExaminedRole } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { recogniseTemplate, TEMPLATE_NAMES, type TemplateGeneration } from "../recognise-template.ts";
import { isTagKey, tagConditionsOf } from "../witness/tag-conditions.ts";

/** Which template the role comes from, and what Cado's own check of its role may say about a change. */
export function findOrigin(role: ExaminedRole): readonly Finding[] {
  const template = role.boundary === null ? recogniseTemplate(role.policies, role.authorize) : recogniseTemplate(role.policies);
  const asksForTag = role.statements.some(({ source }) =>
    tagConditionsOf(source).some(({ tagKey }) => isTagKey(tagKey, role.tag)),
  );
  const about = { level: "info", policy: null, statement: null, path: null, fix: null } as const;
  const origin: Finding = {
    ...about,
    code: "template-generation",
    title: template === null ? "This role is made by hand, or much changed." : `This is ${TEMPLATE_NAMES[template]}.`,
    why:
      template === null ? "It is like none of the templates that Cado ships. The findings say what it does." : MEANING[template],
  };
  const isChecked = template === "acquisition" || template === "cross-account" || template === "terraform" || asksForTag;
  if (!isChecked) return [origin];
  return [
    origin,
    {
      ...about,
      code: "account-check",
      title: "Cado's weekly Account Check may report a role that was tightened.",
      why: "It compares the role with its template and simulates its permissions, so less than the template may look like a fault there. That is to be expected; this is inferred, Cado does not document it.",
    },
  ];
}

const MEANING: Readonly<Record<TemplateGeneration, string>> = {
  acquisition: "It has SendCommand and StartSession in two statements, and writes tags only while it makes a snapshot.",
  "cross-account": "It has SendCommand under memory forensics, and StartSession in the same statement that writes any tag.",
  terraform:
    "It has SendCommand under memory forensics, StartSession in the statement that writes any tag, and it launches instances.",
  "documented-default":
    "It reaches every instance. By itself it cannot list nodes or end sessions: those actions need other resources.",
  "documented-tagged": "It asks for the tag on SendCommand. By itself it cannot list nodes, forward ports or end sessions.",
  corrected: "It asks for the tag, and works when it is the role's only policy for SSM.",
};
