import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accountNumbered, type StandInSweep, startStandInSweep } from "#e2e/stand-in-sweep.ts";
import { encodeAuthorizationMessage } from "#lib/demo/identity/authorization-message.ts";
import type { AccountId } from "#lib/domain/ids.ts";
import { decodeAuthorizationMessage } from "./decode-authorization-message.ts";

const PROD = accountNumbered("111111111111");
const CORP = accountNumbered("222222222222");
const TEXT = '{"allowed":false}';

let world: StandInSweep;
beforeEach(async () => {
  world = await startStandInSweep({ instances: 20, seed: 1 });
});
afterEach(() => world.close());

function decode(account: AccountId | null, messageOf: AccountId) {
  const encodedMessage = encodeAuthorizationMessage({ account: messageOf, text: TEXT });
  return decodeAuthorizationMessage(world.aws, { account, encodedMessage }, new AbortController().signal);
}

describe("decodeAuthorizationMessage", () => {
  it("decodes a message of the account of the credentials, and of another account with that one's role", async () => {
    expect(await decode(null, PROD)).toEqual({ ok: true, text: TEXT });
    expect(await decode(CORP, CORP)).toEqual({ ok: true, text: TEXT });
  });

  it("tells AWS's refusal of a message that is of another account", async () => {
    const decoded = await decode(PROD, CORP);
    expect(decoded).toMatchObject({ ok: false, problem: { action: "sts:DecodeAuthorizationMessage", account: PROD } });
  });

  it("names the missing permission where it is denied", async () => {
    await world.setFaults([{ kind: "deny", where: { service: "sts", operation: "DecodeAuthorizationMessage" } }]);
    const decoded = await decode(null, PROD);
    expect(decoded).toMatchObject({ ok: false, problem: { code: "AccessDenied", action: "sts:DecodeAuthorizationMessage" } });
  });
});
