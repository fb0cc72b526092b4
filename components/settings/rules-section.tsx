import { inForceName } from "#components/roles/in-force-words.ts";
import { formatCount } from "#components/ui/count.tsx";
import type { SetupFacts } from "#lib/domain/setup-facts.ts";
import { isPolicyInForce } from "#lib/policy/policy-in-force.ts";
import { FactRow, FactRows } from "./fact-rows.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { confirmWords } from "./settings-words.ts";

/** The tag, the policy, and what is asked of whoever tags. */
export function RulesSection({ setup }: { setup: SetupFacts }) {
  const { tag, policy, tagging } = setup;
  return (
    <SettingsSection id="rules" title="Tag and rules">
      <FactRows>
        <FactRow name="Tag that grants">
          <bdi className="ident">
            {tag.key}={tag.value}
          </bdi>
        </FactRow>
        <FactRow name="Policy in force" note="Until somebody picks another on the page.">
          {isPolicyInForce(policy) ? inForceName(policy) : policy}
        </FactRow>
        <FactRow name="Number to be typed">{confirmWords(tagging)}</FactRow>
        <FactRow name="Ticket or case number">{tagging.referenceRequired ? "Has to be given" : "Can be left out"}</FactRow>
        <FactRow name="A plan is good for">{formatCount(tagging.planMinutes, "minute")}</FactRow>
        <FactRow
          name="Enforced by AWS"
          note="A session policy that lets a write through only where the tag is as it was planned."
        >
          {tagging.sessionPolicy ? "Yes" : "No"}
        </FactRow>
      </FactRows>
    </SettingsSection>
  );
}
