import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { Sha256 } from "./sha256.ts";

const bytes = fc.uint8Array({ maxLength: 200 });

it("is SHA-256 of all parts, and goes on after a digest", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bytes), fc.string(), async (parts, text) => {
      const [ours, nodes] = [new Sha256(), createHash("sha256")];
      for (const part of parts) {
        ours.update(part);
        nodes.update(part);
      }
      expect(Buffer.from(await ours.digest())).toEqual(nodes.copy().digest());
      ours.update(text);
      expect(Buffer.from(await ours.digest())).toEqual(nodes.update(text).digest());
      ours.reset();
      expect(Buffer.from(await ours.digest())).toEqual(createHash("sha256").digest());
    }),
  );
});

it("is HMAC with a secret of any length, as text or bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, fc.string({ maxLength: 100 })), bytes, async (secret, part) => {
      const ours = new Sha256(secret);
      ours.update(part);
      expect(Buffer.from(await ours.digest())).toEqual(createHmac("sha256", secret).update(part).digest());
    }),
  );
});
