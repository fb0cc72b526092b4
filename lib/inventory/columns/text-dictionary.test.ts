import fc from "fast-check";
import { expect, it } from "vitest";
import { TextDictionary, UNREAD } from "./text-dictionary.ts";

it("gives each text one code and finds it again, whole or as a part of another", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom("", "__proto__", "constructor", "Ünï", "İ"));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 300 }), (texts) => {
      const dictionary = new TextDictionary();
      const codes = new Map<string, number>([["", 0]]);
      for (const one of texts) {
        expect(dictionary.find(one)).toBe(codes.get(one));
        const code = dictionary.internPart(`<${one}>`, 1, one.length + 1);
        expect(code).toBe(codes.get(one) ?? codes.size + UNREAD);
        codes.set(one, code);
      }
      for (const [one, code] of codes) {
        expect([dictionary.intern(one), dictionary.text(code), dictionary.lower(code)]).toEqual([code, one, one.toLowerCase()]);
      }
    }),
    { numRuns: 60 },
  );
});
