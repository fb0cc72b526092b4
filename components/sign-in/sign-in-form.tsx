"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { keepName, readKeptName } from "./kept-name.ts";

type SignInFormProps = { notice: string | undefined };

/** Takes the printed token and goes on to the first screen. */
export function SignInForm({ notice }: SignInFormProps) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    setBusy(true);
    setError(undefined);
    const failure = await exchange(String(form.get("token")), name);
    if (failure === undefined) {
      keepName(name);
      location.replace("/");
    }
    setError(failure);
    setBusy(failure === undefined);
  }

  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-4 px-4">
      <h1 className="text-xl font-semibold">Sign in to Cado Reach</h1>
      <p className="text-ink-2">{notice ?? "Open the link that Cado Reach printed when it started, or paste its token here."}</p>
      <form onSubmit={signIn} className="flex flex-col gap-3">
        <Field label="Token" error={error}>
          {(attributes) => <Input {...attributes} name="token" type="password" required autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label="Your name, for the record (optional)" hint="The record of tagging says who started what.">
          {(attributes) => <Input {...attributes} ref={fillIn} name="name" maxLength={64} autoComplete="name" />}
        </Field>
        <Button type="submit" variant="primary" disabled={busy}>
          Sign in
        </Button>
      </form>
    </main>
  );
}

/** What this browser keeps is not known to the server that draws the form. */
function fillIn(input: HTMLInputElement | null): void {
  if (input !== null && input.value === "") input.value = readKeptName();
}

/** Trades the token for the session cookie. Returns what to tell the person where that failed. */
async function exchange(token: string, name: string): Promise<string | undefined> {
  try {
    const response = await fetch("/api/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, name }),
    });
    if (response.ok) return undefined;
    const problem: { title?: string; remedy?: string } = await response.json();
    return [problem.title, problem.remedy].filter(Boolean).join(" ");
  } catch {
    return "The server does not answer. Is Cado Reach still running?";
  }
}
