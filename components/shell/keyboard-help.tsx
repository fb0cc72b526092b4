"use client";

import { Keyboard } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";

const KeysDialog = onDemand(() => import("./keys-dialog.tsx").then((file) => file.KeysDialog));

/** Opens the list of keys, by its button or by `?` anywhere but in a text field. */
export function KeyboardHelp() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event))
        return;
      event.preventDefault();
      setWanted(true);
      setOpen(true);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    <>
      <IconButton
        label="Keyboard shortcuts (?)"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <Keyboard aria-hidden="true" className="size-4" />
      </IconButton>
      {wanted && <KeysDialog open={open} onClose={() => setOpen(false)} />}
    </>
  );
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)) ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
