import { noTexts, type RoleText, type RoleTexts } from "./role-texts.ts";

/** Where the browser keeps text for as long as its tab is open; throws where it is full or switched off. */
export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "cado-reach-role-texts";

/** `kept`: false where the browser refused to keep them, so that a reload loses them. */
export type RoleTextsState = RoleTexts & { kept: boolean };

/** The pasted policies of the user's role. They stay in this tab of the browser, and are gone when it is closed. */
export class RoleTextsStore {
  readonly #storage: TabStorage | null;
  #state: RoleTextsState;
  readonly #listeners = new Set<() => void>();

  constructor(storage: TabStorage | null) {
    this.#storage = storage;
    this.#state = { ...(restore(storage) ?? noTexts()), kept: true };
  }

  readonly getState = (): RoleTextsState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Puts what `change` makes of the texts in their place, and keeps it. */
  readonly change = (change: (state: RoleTexts) => RoleTexts): void => {
    const { kept: _, ...before } = this.#state;
    const next = change(before);
    this.#state = { ...next, kept: keep(this.#storage, next) };
    for (const listener of this.#listeners) listener();
  };

  /** Forgets every text, here and in what the browser keeps. */
  readonly clear = (): void => this.change(noTexts);
}

function keep(storage: TabStorage | null, state: RoleTexts): boolean {
  if (storage === null) return false;
  try {
    if (state.texts.every(({ text }) => text === "")) storage.removeItem(KEY);
    else storage.setItem(KEY, JSON.stringify({ ...state, undo: null }));
    return true;
  } catch {
    return false;
  }
}

/** Another version of this page may have left it, or a person: what is not of this shape is not there. */
function restore(storage: TabStorage | null): RoleTexts | null {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? "null");
    return isRoleTexts(kept) ? { ...kept, undo: null } : null;
  } catch {
    return null;
  }
}

function isRoleTexts(value: unknown): value is RoleTexts {
  if (!isObject(value) || !Array.isArray(value.texts) || !isObject(value.values)) return false;
  const { texts, openId, values } = value;
  return (
    texts.length > 0 &&
    texts.every(isRoleText) &&
    texts.some(({ id }) => id === openId) &&
    Object.values(values).every((text) => typeof text === "string")
  );
}

function isRoleText(value: unknown): value is RoleText {
  return (
    isObject(value) &&
    ["id", "name", "text", "from"].every((name) => typeof value[name] === "string") &&
    (value.part === "policy" || value.part === "boundary") &&
    (value.kind === "inline" || value.kind === "managed" || value.kind === "unknown")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
