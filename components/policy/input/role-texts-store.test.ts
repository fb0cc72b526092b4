import { expect, test } from "vitest";
import { noTexts, withAdded, withChanged, withEmpty, withoutText, withReplaced, withUndone } from "./role-texts.ts";
import { RoleTextsStore, type TabStorage } from "./role-texts-store.ts";

const pasted = (text: string, name = "") => ({ name, text, part: "policy", kind: "unknown", from: "" }) as const;

function tab(): TabStorage & { text: string | null } {
  return {
    text: null,
    getItem() {
      return this.text;
    },
    setItem(_, text) {
      this.text = text;
    },
    removeItem() {
      this.text = null;
    },
  };
}

test("puts the first text in the place of the empty one, and opens it", () => {
  const state = withAdded(noTexts(), [pasted("{}", "a.json"), pasted("[]")]);
  expect(state.texts.map(({ text }) => text)).toEqual(["{}", "[]"]);
  expect(state.openId).toBe(state.texts[0]?.id);
});

test("never gives an id twice, whatever was taken away", () => {
  const two = withAdded(noTexts(), [pasted("1"), pasted("2")]);
  const one = withoutText(two, two.texts[0]?.id ?? "");
  const ids = withEmpty(one).texts.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test("keeps one empty text when the last is taken away", () => {
  const state = withoutText(noTexts(), "1");
  expect(state.texts).toHaveLength(1);
  expect(state.openId).toBe(state.texts[0]?.id);
});

test("opens the neighbour of the text that is taken away", () => {
  const three = withAdded(noTexts(), [pasted("1"), pasted("2"), pasted("3")]);
  const open = { ...three, openId: three.texts[2]?.id ?? "" };
  expect(withoutText(open, open.openId).openId).toBe(three.texts[1]?.id);
});

test("takes the last fix back, until something else was changed", () => {
  const before = withAdded(noTexts(), [pasted("1")]);
  const [text] = before.texts;
  const fixed = withReplaced(before, [{ ...pasted("2"), id: text?.id ?? "" }], "Fix");
  expect(withUndone(fixed).texts).toEqual(before.texts);
  expect(withUndone(withChanged(fixed, text?.id ?? "", { text: "3" })).texts[0]?.text).toBe("3");
});

test("brings the texts back after a reload of the tab, without the way back", () => {
  const storage = tab();
  const store = new RoleTextsStore(storage);
  store.change((state) => withAdded(state, [pasted("{}", "role.json")]));
  store.change((state) => withReplaced(state, state.texts, "Fix"));
  const again = new RoleTextsStore(storage).getState();
  expect(again.texts).toEqual(store.getState().texts);
  expect(again.undo).toBeNull();
});

test("leaves nothing behind when cleared", () => {
  const storage = tab();
  const store = new RoleTextsStore(storage);
  store.change((state) => withAdded(state, [pasted("{}")]));
  store.clear();
  expect(storage.text).toBeNull();
  expect(store.getState().texts.map(({ text }) => text)).toEqual([""]);
});

test("goes on without the browser's storage, and says that nothing is kept", () => {
  const store = new RoleTextsStore({
    ...tab(),
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  });
  store.change((state) => withAdded(state, [pasted("{}")]));
  expect(store.getState().texts[0]?.text).toBe("{}");
  expect(store.getState().kept).toBe(false);
});

test.each(["", "null", "[]", '{"texts":[]}', '{"texts":[{"id":1}],"openId":"1","values":{}}', "{"])(
  "starts with nothing where what was kept is %j",
  (text) => {
    const state = new RoleTextsStore({ ...tab(), getItem: () => text }).getState();
    expect(state.texts.map((one) => one.text)).toEqual([""]);
  },
);
