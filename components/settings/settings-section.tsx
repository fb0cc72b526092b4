import type { ReactNode } from "react";

export type SettingsSectionProps = { id: string; title: string; line?: ReactNode; children: ReactNode };

/** A titled part of the settings that can be linked to. */
export function SettingsSection({ id, title, line, children }: SettingsSectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <div>
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {line && <p className="max-w-prose text-ink-2">{line}</p>}
      </div>
      {children}
    </section>
  );
}
