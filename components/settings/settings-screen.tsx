import { Suspense } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import type { SetupFacts, StoreFacts } from "#lib/domain/setup-facts.ts";
import { AccountsSection } from "./accounts-section.tsx";
import { RulesSection } from "./rules-section.tsx";
import { ServerSection } from "./server-section.tsx";
import { StoreSection } from "./store-section.tsx";
import { WebhooksSection } from "./webhooks-section.tsx";

export type SettingsScreenProps = { setup: SetupFacts; store: Promise<StoreFacts> };

/** How this dashboard is set up: to be read, not to be changed. What it says comes from the configuration file and the environment. */
export function SettingsScreen({ setup, store }: SettingsScreenProps) {
  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-7 px-3 py-5 sm:px-6">
      <header>
        <h1 className="text-xl font-semibold">Settings</h1>
        <p className="mt-0.5 max-w-prose text-ink-2">
          What is set up, to be read. It is changed in the configuration file{" "}
          <span className="ident [overflow-wrap:anywhere]">{setup.configPath}</span> and in the environment, and holds from the
          next start on. Every change is in the audit log.
        </p>
      </header>
      <Suspense fallback={<Opening />}>
        <StoreSection setup={setup} store={store} />
      </Suspense>
      <AccountsSection setup={setup} />
      <RulesSection setup={setup} />
      <Suspense fallback={null}>
        <WebhooksSection webhooks={setup.webhooks} store={store} />
      </Suspense>
      <ServerSection setup={setup} />
    </div>
  );
}

function Opening() {
  return (
    <p role="status" className="panel flex items-center gap-2 px-3 py-4 text-ink-2">
      <Spinner />
      Opening the database
    </p>
  );
}
