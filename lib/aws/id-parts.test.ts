import fc from "fast-check";
import { expect, it } from "vitest";
import { idParts, isOfPart } from "./id-parts.ts";

const digits = (count: number) => fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: count, maxLength: count });
const id = fc.oneof(
  digits(17).map((hex) => `i-${hex}`),
  digits(16).map((hex) => `i-0${hex}`),
  digits(8).map((hex) => `i-${hex}`),
  digits(17).map((hex) => `mi-${hex}`),
);

it("puts every id into one part and no other, whatever their number", () => {
  fc.assert(
    fc.property(id, fc.integer({ min: 1, max: 300 }), (text, count) => {
      expect(idParts(count, { hybrid: true }).filter((part) => isOfPart(part, text))).toHaveLength(1);
      const ofInstances = idParts(count, { hybrid: false }).filter((part) => isOfPart(part, text));
      expect(ofInstances).toHaveLength(text.startsWith("mi-") ? 0 : 1);
    }),
  );
});

it("asks for no more values at once than SSM takes", () => {
  for (const count of [1, 7, 18, 32, 256])
    for (const part of idParts(count, { hybrid: true })) expect(part.length).toBeLessThanOrEqual(40);
});
