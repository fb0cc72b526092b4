import type { NamedPolicy } from "#lib/policy/named-policy.ts";

/** One text that holds policies of the user's role, as it was pasted, dropped or read. Plain JSON. */
export type RoleText = {
  /** Of this text on this page; says nothing else. */
  id: string;
  /** Of the file, of the policy in IAM, or typed; "" where nobody named it. */
  name: string;
  text: string;
  /** A boundary grants nothing: it can only take away. */
  part: "policy" | "boundary";
  /** How the role has it, for a text that does not tell by itself. */
  kind: NamedPolicy["kind"];
  /** Words for where it comes from: "read from IAM, 111122223333 / CadoResponseRole"; "" for pasted. */
  from: string;
};

/** All of them, and what was said about them. */
export type RoleTexts = {
  /** Never empty: without anything, one text that is empty. */
  texts: readonly RoleText[];
  /** The one in the editor. */
  openId: string;
  /** Of the references that the texts do not resolve themselves. */
  values: Readonly<Record<string, string>>;
  /** What stood there before the last fix, until something else changes. */
  undo: { label: string; texts: readonly RoleText[] } | null;
};

export type NewRoleText = Omit<RoleText, "id">;

const EMPTY: NewRoleText = { name: "", text: "", part: "policy", kind: "unknown", from: "" };

/** Nothing pasted yet. */
export function noTexts(): RoleTexts {
  return { texts: [{ ...EMPTY, id: "1" }], openId: "1", values: {}, undo: null };
}

/** The texts with these ones more, the first of them open. An empty text that is there gives its place. */
export function withAdded(state: RoleTexts, added: readonly NewRoleText[]): RoleTexts {
  if (added.length === 0) return state;
  const kept = state.texts.filter(({ text, name }) => text.trim() !== "" || name !== "");
  const first = nextId(state.texts);
  const fresh = added.map((text, index) => ({ ...text, id: String(first + index) }));
  return { ...state, texts: [...kept, ...fresh], openId: String(first), undo: null };
}

/** An empty text more, open for pasting. */
export function withEmpty(state: RoleTexts): RoleTexts {
  return withAdded(state, [EMPTY]);
}

/** One text taken away; what is left keeps its order. */
export function withoutText(state: RoleTexts, id: string): RoleTexts {
  const at = state.texts.findIndex((text) => text.id === id);
  const texts = state.texts.filter((text) => text.id !== id);
  if (at < 0) return state;
  if (texts.length === 0) return { ...noTexts(), values: state.values };
  const neighbour = texts[Math.min(at, texts.length - 1)]?.id ?? state.openId;
  return { ...state, texts, openId: state.openId === id ? neighbour : state.openId, undo: null };
}

/** One text changed in some of its members. */
export function withChanged(state: RoleTexts, id: string, change: Partial<NewRoleText>): RoleTexts {
  const texts = state.texts.map((text) => (text.id === id ? { ...text, ...change } : text));
  return { ...state, texts, undo: null };
}

/** Texts in the place of others, with the way back. Ids are new where the text is another. */
export function withReplaced(state: RoleTexts, texts: readonly RoleText[], label: string): RoleTexts {
  const open = texts.some(({ id }) => id === state.openId) ? state.openId : (texts[0]?.id ?? state.openId);
  return { ...state, texts, openId: open, undo: { label, texts: state.texts } };
}

/** The texts as they were before the last fix. */
export function withUndone(state: RoleTexts): RoleTexts {
  if (state.undo === null) return state;
  const { texts } = state.undo;
  const open = texts.some(({ id }) => id === state.openId) ? state.openId : (texts[0]?.id ?? state.openId);
  return { ...state, texts, openId: open, undo: null };
}

/** The lowest id that no text has had. */
export function nextId(texts: readonly RoleText[]): number {
  return Math.max(0, ...texts.map(({ id }) => Number(id) || 0)) + 1;
}
