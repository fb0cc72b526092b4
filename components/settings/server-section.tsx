import type { SetupFacts } from "#lib/domain/setup-facts.ts";
import { FactRow, FactRows } from "./fact-rows.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** Where it listens, and what runs. */
export function ServerSection({ setup }: { setup: SetupFacts }) {
  const { host, port, allowedHosts, trustedProxies } = setup.server;
  return (
    <SettingsSection id="server" title="Server">
      <FactRows>
        <FactRow name="Listens on">
          <span className="ident">
            {host}:{port}
          </span>
        </FactRow>
        <FactRow name="Answers to">
          {["loopback", host, ...allowedHosts].filter((name, at, all) => all.indexOf(name) === at).join(", ")}
        </FactRow>
        <FactRow name="Proxies in front" note={trustedProxies === 0 ? "X-Forwarded-For is not believed." : undefined}>
          {trustedProxies === 0 ? "None" : trustedProxies}
        </FactRow>
        <FactRow name="Versions">{`Cado Reach ${setup.versions.cadoReach}, Node ${setup.versions.node.replace(/^v/, "")}`}</FactRow>
      </FactRows>
    </SettingsSection>
  );
}
