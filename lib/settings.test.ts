import { describe, expect, it } from "vitest";
import { parseSettings } from "./settings.ts";

const TOKEN = "0123456789abcdef";

function problemsOf(env: Record<string, string>): readonly string[] {
  const result = parseSettings({ CADO_REACH_TOKEN: TOKEN, ...env });
  return result.ok ? [] : result.problems.map((problem) => problem.title);
}

describe("parseSettings", () => {
  it("listens on loopback, port 3000, and asks us-east-1 first, unless told otherwise", () => {
    const result = parseSettings({ CADO_REACH_TOKEN: TOKEN });
    expect(result).toMatchObject({
      ok: true,
      settings: {
        host: "127.0.0.1",
        port: 3000,
        homeRegion: "us-east-1",
        allowedHosts: [],
        configIsNamed: false,
        tokenIsPrinted: false,
        trustedProxies: 0,
      },
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(problemsOf({ HOST: "", PORT: " ", AWS_REGION: "", CADO_REACH_ALLOWED_HOSTS: "" })).toEqual([]);
  });

  it.each([
    [{ AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-west-2" }, "eu-west-1"],
    [{ AWS_DEFAULT_REGION: "us-west-2" }, "us-west-2"],
    [{ AWS_REGION: "us-gov-west-1" }, "us-gov-west-1"],
  ])("takes the home region from %o", (env, homeRegion) => {
    expect(parseSettings({ CADO_REACH_TOKEN: TOKEN, ...env })).toMatchObject({ settings: { homeRegion } });
  });

  it("splits the allowed hosts and folds their case", () => {
    const result = parseSettings({ CADO_REACH_TOKEN: TOKEN, CADO_REACH_ALLOWED_HOSTS: "Reach.example, reach.example:8443 ,," });
    expect(result).toMatchObject({ settings: { allowedHosts: ["reach.example", "reach.example:8443"] } });
  });

  it.each<[string, string]>([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80x"],
    ["PORT", "-1"],
    ["HOST", "not a host"],
    ["CADO_REACH_TRUSTED_PROXIES", "true"],
    ["CADO_REACH_TRUSTED_PROXIES", "-1"],
    ["HOST", "999.1.1.1"],
    ["HOST", "http://localhost"],
    ["AWS_REGION", "mars"],
    ["CADO_REACH_TOKEN", "short"],
    ["CADO_REACH_TOKEN", "with a space in the middle"],
    ["CADO_REACH_ALLOWED_HOSTS", "*.example"],
    ["CADO_REACH_ALLOWED_HOSTS", "https://reach.example"],
  ])("refuses %s=%s and names the variable", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  it("tells every problem at once", () => {
    const result = parseSettings({ PORT: "x", HOST: "a b", AWS_REGION: "mars" });
    expect(result.ok ? [] : result.problems.map((problem) => problem.title.split(" ")[0])).toEqual([
      "HOST",
      "PORT",
      "CADO_REACH_TOKEN",
      "AWS_REGION",
    ]);
  });

  it("never repeats a token in a problem", () => {
    const result = parseSettings({ CADO_REACH_TOKEN: "s3cr3t" });
    expect(result.ok ? "" : JSON.stringify(result.problems)).not.toContain("s3cr3t");
  });
});
