"use client";

import { useEffect, useState } from "react";
import { keepName } from "#components/sign-in/kept-name.ts";
import { renameSession } from "#components/sign-in/session-name.ts";
import type { TaggingPlan } from "#lib/domain/tagging.ts";
import { EMPTY_PURPOSE, fieldOfRefusal, type PurposeDraft, type PurposeField, type ReadPurpose, readPurpose } from "./purpose.ts";
import { readSessionName } from "./read-session-name.ts";
import { type RememberedKind, recallPurpose, rememberPurpose } from "./remembered-purpose.ts";
import type { FlowState, TaggingFlow } from "./tagging-flow.ts";

export type PurposeForm = {
  draft: PurposeDraft;
  change: (part: Partial<PurposeDraft>) => void;
  /** What is still missing, or what would be sent. */
  read: ReadPurpose;
  /** What is wrong with what was typed, or what the server said about it. */
  errors: Partial<Record<PurposeField, string>>;
  /** The session's name; null: not told. */
  name: string | null;
  newName: string;
  nameError: string | undefined;
  setNewName: (name: string) => void;
  start: () => Promise<void>;
};

const NOTHING_ASKED = { confirm: { required: false, count: 0 }, referenceRequired: false };

/** What somebody gives with a start: kept over a new reading of the plan, and in this tab for the next review. */
export function usePurpose(flow: TaggingFlow, state: FlowState): PurposeForm {
  const [draft, setDraft] = useState<PurposeDraft>(EMPTY_PURPOSE);
  const [seen, setSeen] = useState<Pick<TaggingPlan, "id" | "action"> | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [newName, setNewName] = useState("");
  const [nameError, setNameError] = useState<string>();
  const review = state.phase === "review" ? state : null;

  useEffect(() => {
    const reading = new AbortController();
    void readSessionName(reading.signal).then((told) => {
      if (reading.signal.aborted || told === null) return;
      setName(told);
      setDraft((before) => ({ ...before, owner: before.owner || told }));
    });
    return () => reading.abort();
  }, []);

  if (review !== null && seen?.id !== review.plan.id) {
    const { id, action } = review.plan;
    setSeen({ id, action });
    // Another plan has another number; and why something is undone is never why it was done.
    const recalled = seen === null ? recallPurpose(kindOf(review)) : {};
    setDraft({ ...draft, ...recalled, confirm: "", ...(action === "undo" && seen?.action !== "undo" && { reason: "" }) });
  }

  const asked = { ...(review?.plan ?? NOTHING_ASKED), incident: review?.incident ?? false };
  const read = readPurpose(draft, asked, Date.now());
  const refused = review?.problem ? fieldOfRefusal(review.problem.code) : null;

  return {
    draft,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    read,
    errors: { ...wrongFields(draft, read), ...(refused && review?.problem && { [refused]: review.problem.title }) },
    name,
    newName,
    nameError,
    setNewName: (text) => {
      // Whoever gives reach mostly answers for it too.
      if (draft.owner === "" || draft.owner === newName) setDraft({ ...draft, owner: text });
      setNewName(text);
      setNameError(undefined);
    },
    start: async () => {
      // An incident's hours count from now, not from the last time that something was drawn.
      const now = readPurpose(draft, asked, Date.now());
      if (!now.ok) return;
      const given = newName.trim();
      if (name === "" && given !== "") {
        const failure = await renameSession(given);
        if (failure !== undefined) return setNameError(failure);
        keepName(given);
        setName(given);
      }
      if (review !== null && review.plan.action !== "undo") rememberPurpose(kindOf(review), draft);
      await flow.start(now.purpose);
    },
  };
}

function kindOf({ incident }: { incident: boolean }): RememberedKind {
  return incident ? "incident" : "change";
}

/** Fields that were filled in, and not right. What is still empty is said beside the button alone. */
function wrongFields(draft: PurposeDraft, read: ReadPurpose): PurposeForm["errors"] {
  if (read.ok) return {};
  const filled = read.missing.filter(({ field }) => draft[field].trim() !== "");
  return Object.fromEntries(filled.map(({ field, words }) => [field, words]));
}
