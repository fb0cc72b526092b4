"use client";

import { UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { restoreKeptName, useSessionName } from "./session-name.ts";

const YourNameDialog = onDemand(() => import("./your-name-dialog.tsx").then((file) => file.YourNameDialog));

export type YourNameProps = {
  /** The session's name as the page was sent; "" for none. */
  sent: string;
};

/** Who the record says did what is done in this browser, and a way to change it. */
export function YourName({ sent }: YourNameProps) {
  const name = useSessionName(sent);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => restoreKeptName(sent), [sent]);

  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={name === "" ? "Who are you? Say so for the record" : `You are ${name} in the record. Change it`}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <UserRound aria-hidden="true" className="size-3.5" />
        <span className="max-w-32 truncate">{name === "" ? "Who are you?" : name}</span>
      </Button>
      {wanted && <YourNameDialog name={name} open={open} onClose={() => setOpen(false)} />}
    </>
  );
}
