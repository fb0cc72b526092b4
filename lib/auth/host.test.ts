import { describe, expect, it } from "vitest";
import { isAllowedHost } from "./host.ts";

const rule = { host: "127.0.0.1", port: 3000, allowedHosts: [] };

describe("isAllowedHost", () => {
  it.each(["127.0.0.1:3000", "localhost:3000", "LOCALHOST:3000", "[::1]:3000"])("answers to the loopback name %s", (host) => {
    expect(isAllowedHost(host, rule)).toBe(true);
  });

  it.each([
    null,
    "",
    "evil.example",
    "evil.example:3000",
    "127.0.0.1",
    "127.0.0.1:3001",
    "localhost.evil.example:3000",
    "localhost:3000.evil.example",
    "127.0.0.1:3000@evil.example",
    "0.0.0.0:3000",
  ])("does not answer to %s", (host) => {
    expect(isAllowedHost(host, rule)).toBe(false);
  });

  it("answers to the host it was told to bind", () => {
    expect(isAllowedHost("reach.corp.example:8080", { ...rule, host: "reach.corp.example", port: 8080 })).toBe(true);
    expect(isAllowedHost("[fd00::1]:8080", { ...rule, host: "fd00::1", port: 8080 })).toBe(true);
  });

  it("does not take a wildcard address for a name", () => {
    expect(isAllowedHost("0.0.0.0:3000", { ...rule, host: "0.0.0.0" })).toBe(false);
    expect(isAllowedHost("localhost:3000", { ...rule, host: "0.0.0.0" })).toBe(true);
  });

  it("answers to an allowed name with no port, with our port, and with no other", () => {
    const allowed = { ...rule, allowedHosts: ["reach.example"] };
    expect(isAllowedHost("reach.example", allowed)).toBe(true);
    expect(isAllowedHost("reach.example:3000", allowed)).toBe(true);
    expect(isAllowedHost("reach.example:4000", allowed)).toBe(false);
    expect(isAllowedHost("reach.example", { ...rule, allowedHosts: ["reach.example:8443"] })).toBe(false);
  });
});
