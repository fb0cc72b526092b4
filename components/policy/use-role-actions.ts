"use client";

import { useState } from "react";
import type { FindingFix } from "#lib/policy/findings/finding.ts";
import type { ReadRole } from "#lib/roles/role-answer.ts";
import type { OwnRole } from "./input/own-role.ts";
import { readFiles } from "./input/read-files.ts";
import { roleAsTexts } from "./input/role-as-texts.ts";
import {
  type NewRoleText,
  type RoleTexts,
  withAdded,
  withChanged,
  withEmpty,
  withoutText,
  withReplaced,
  withUndone,
} from "./input/role-texts.ts";
import { roleTextsStore } from "./input/use-role-texts.ts";

/** Everything that the screen does to the texts of the role. `onTaken`: texts came from somewhere, and want to be looked at. */
export function useRoleActions(own: OwnRole | null, onTaken: () => void) {
  const [refused, setRefused] = useState<readonly string[]>([]);
  const change = (next: (state: RoleTexts) => RoleTexts) => roleTextsStore().change(next);
  return {
    /** Files that could not be taken, in sentences. */
    refused,
    forgetRefused: () => setRefused([]),
    open: (id: string) => change((state) => ({ ...state, openId: id })),
    edit: (id: string, part: Partial<NewRoleText>) => change((state) => withChanged(state, id, part)),
    remove: (id: string) => change((state) => withoutText(state, id)),
    add: () => {
      change(withEmpty);
      onTaken();
    },
    clear: () => roleTextsStore().clear(),
    setValues: (values: Readonly<Record<string, string>>) => change((state) => ({ ...state, values })),
    undo: () => change(withUndone),
    takeFiles: async (files: readonly File[]) => {
      const read = await readFiles(files);
      setRefused(read.refused);
      if (read.texts.length === 0) return;
      change((state) => withAdded(state, read.texts));
      onTaken();
    },
    takeRole: (role: ReadRole) => {
      change((state) => withAdded(state, roleAsTexts(role)));
      onTaken();
    },
    fix: async (fix: FindingFix) => {
      if (own === null) return;
      const { fixTexts } = await import("./input/own-role.ts");
      change((state) => withReplaced(state, fixTexts(state.texts, own, fix), fix.label));
    },
  };
}

export type RoleActions = ReturnType<typeof useRoleActions>;
