"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { keepName } from "./kept-name.ts";
import { renameSession } from "./session-name.ts";

type YourNameDialogProps = { name: string; open: boolean; onClose: () => void };

/** Asks for the name that the record gives this session. */
export function YourNameDialog({ name, open, onClose }: YourNameDialogProps) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    setBusy(true);
    setError(undefined);
    const failure = await renameSession(typed);
    setBusy(false);
    setError(failure);
    if (failure !== undefined) return;
    keepName(typed);
    onClose();
  }

  return (
    <Dialog
      title="Your name, for the record"
      description="The record of tagging says who started what. Earlier records stay as they are."
      open={open}
      onClose={onClose}
    >
      <form onSubmit={save} className="flex flex-col gap-3">
        <Field label="Your name" hint="This browser keeps it for the next time." error={error}>
          {(attributes) => <Input {...attributes} name="name" defaultValue={name} maxLength={64} autoComplete="name" />}
        </Field>
        <Button type="submit" variant="primary" busy={busy} className="self-end">
          Save
        </Button>
      </form>
    </Dialog>
  );
}
