import type { SetupFacts } from "#lib/domain/setup-facts.ts";
import { FactRow, FactRows } from "./fact-rows.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { readingWords } from "./settings-words.ts";

/** Which accounts are read, with which role, where and how. */
export function AccountsSection({ setup }: { setup: SetupFacts }) {
  const { accounts, homeRegion, sweep } = setup;
  return (
    <SettingsSection id="accounts" title="Accounts">
      <FactRows>
        {accounts.length === 0 && (
          <FactRow name="Account" note={`Asked first in ${homeRegion}.`}>
            The one that the current credentials are of, in every enabled region
          </FactRow>
        )}
        {accounts.map(({ account, label, roleArn, hasExternalId, cadoRole, regions }) => (
          <FactRow
            key={account}
            name={label === "" ? account : `${label} · ${account}`}
            note={`Cado’s role: ${cadoRole ?? "found by its name"}`}
          >
            <p>
              {roleArn === null ? "With the current credentials" : <span className="ident">{roleArn}</span>}
              {hasExternalId && ", with an external id"}
            </p>
            <p>{regions === null ? "Every enabled region" : regions.join(", ")}</p>
          </FactRow>
        ))}
        <FactRow name="Lists" note="What is read is the same.">
          {readingWords(sweep)}
        </FactRow>
      </FactRows>
    </SettingsSection>
  );
}
