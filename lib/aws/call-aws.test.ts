import { describe, expect, it } from "vitest";
import { callAws } from "./call-aws.ts";

const PLACE = { action: "ec2:DescribeInstances", account: "111111111111", region: "eu-west-1" };
const never = (): Promise<never> => new Promise(() => undefined);

describe("callAws", () => {
  it("answers what the call answers", async () => {
    expect(await callAws({ ...PLACE, limitMs: 1000, signal: new AbortController().signal }, async () => 7)).toBe(7);
  });

  it("ends a call that does not look at its signal, and calls it late", async () => {
    const late = callAws({ ...PLACE, limitMs: 5, signal: new AbortController().signal }, never);
    await expect(late).rejects.toMatchObject({ fault: "timeout", problem: { code: "TimeoutError", ...PLACE } });
  });

  it("ends a call at once that is stopped, and does not call that late", async () => {
    const stop = new AbortController();
    const call = callAws({ ...PLACE, limitMs: 60_000, signal: stop.signal }, never);
    stop.abort();
    await expect(call).rejects.toMatchObject({ fault: "stopped" });
  });

  it("sends nothing once it is stopped", async () => {
    let sent = 0;
    const call = callAws({ ...PLACE, limitMs: 1000, signal: AbortSignal.abort() }, async () => {
      sent += 1;
    });
    await expect(call).rejects.toMatchObject({ fault: "stopped" });
    expect(sent).toBe(0);
  });

  it("makes an AwsError of whatever the call throws", async () => {
    const call = callAws({ ...PLACE, limitMs: 1000, signal: new AbortController().signal }, () =>
      Promise.reject(Object.assign(new Error("no"), { name: "UnauthorizedOperation", $metadata: { httpStatusCode: 403 } })),
    );
    await expect(call).rejects.toMatchObject({ name: "AwsError", fault: "denied", problem: PLACE });
  });
});
