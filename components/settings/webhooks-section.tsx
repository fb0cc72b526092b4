import { EmptyState } from "#components/ui/empty-state.tsx";
import type { SetupFacts, StoreFacts } from "#lib/domain/setup-facts.ts";
import { SettingsSection } from "./settings-section.tsx";
import { WebhookItem } from "./webhook-item.tsx";

export type WebhooksSectionProps = { webhooks: SetupFacts["webhooks"]; store: Promise<StoreFacts> };

/** Who is told of what, and whether it arrives. */
export async function WebhooksSection({ webhooks, store }: WebhooksSectionProps) {
  const facts = await store;
  return (
    <SettingsSection
      id="webhooks"
      title="Webhooks"
      line="Signed messages to other systems. Secrets, and parts of an address that may be keys, are not shown."
    >
      {webhooks.length === 0 ? (
        <EmptyState title="Nobody is told of anything" className="panel max-w-none py-8">
          Name a receiver under <span className="ident">webhooks</span> in the configuration file: for the end of a job, the end
          of an incident, or coverage that falls below a limit.
        </EmptyState>
      ) : (
        <ul className="panel flex flex-col px-3">
          {webhooks.map((webhook, at) => (
            <WebhookItem
              key={webhook.url}
              {...webhook}
              last={facts.ok ? (facts.webhooks[at] ?? null) : null}
              canTest={facts.ok}
            />
          ))}
        </ul>
      )}
    </SettingsSection>
  );
}
