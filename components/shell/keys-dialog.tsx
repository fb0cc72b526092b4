"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { KEY_SECTIONS } from "./keys.ts";

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={onClose}>
      <div className="flex flex-col gap-5">
        {KEY_SECTIONS.map((section) => (
          <section key={section.title}>
            <h3 className="mb-1.5 text-xs font-semibold text-ink-3">{section.title}</h3>
            <dl className="grid grid-cols-[9.5rem_1fr] items-center gap-x-2 gap-y-1.5">
              {section.keys.map((entry) => (
                <div key={entry.does} className="contents">
                  <dt className="flex gap-1">
                    {entry.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{entry.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
