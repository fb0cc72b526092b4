import { dashboardInsightPolicy, dashboardReadPolicy, dashboardWritePolicy } from "./dashboard-policies.ts";
import { guardPolicy } from "./guard-policy.ts";
import type { NamedPolicy } from "./named-policy.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { DashboardPart, PolicySubject } from "./policy-request.ts";
import { correctPolicies } from "./rewrite/correct-policies.ts";
import type { CorrectionOptions } from "./rewrite/correction.ts";
import { taggedStatements } from "./rewrite/tagged-statements.ts";
import { renderVariant, type VariantName } from "./variants.ts";

/** The policies that a request asks for, before they are written out. */
export function requestedPolicies(subject: PolicySubject, options: CorrectionOptions): readonly NamedPolicy[] {
  const { partition, tag } = options;
  switch (subject.kind) {
    case "variant":
      return [managed(`cado-ssm-${subject.variant}`, options, variantDocument(subject.variant, options))];
    case "own":
      return subject.corrected ? correctPolicies(subject.policies, options).policies : subject.policies;
    case "guard": {
      const { form, exempt } = subject;
      return [managed(`cado-tag-guard-${form}`, options, guardPolicy({ form, partition, tag, exempt }))];
    }
    case "dashboard":
      return [managed(`cado-reach-${subject.part}`, options, dashboardDocument(subject.part, options))];
  }
}

function variantDocument(variant: VariantName, options: CorrectionOptions): PolicyDocument {
  if (variant !== "corrected") return renderVariant({ variant, partition: options.partition, tag: options.tag });
  return { Version: "2012-10-17", Statement: taggedStatements(options) };
}

function dashboardDocument(part: DashboardPart, { partition, tag }: CorrectionOptions): PolicyDocument {
  if (part === "read") return dashboardReadPolicy({ partition });
  return part === "write" ? dashboardWritePolicy({ partition, tag }) : dashboardInsightPolicy({ partition });
}

function managed(name: string, { partition }: CorrectionOptions, document: PolicyDocument): NamedPolicy {
  return { name: partition === "aws" ? name : `${name}-${partition}`, kind: "managed", document };
}
