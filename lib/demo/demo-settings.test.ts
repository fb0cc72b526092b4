import { expect, test } from "vitest";
import { parseDemoSettings } from "./demo-settings.ts";

test("has a demo estate of 3,000 without any settings", () => {
  expect(parseDemoSettings({})).toEqual({
    ok: true,
    settings: {
      instances: 3000,
      seed: 1,
      shape: "company",
      port: 0,
      faults: [],
      throttling: true,
      latency: false,
      recordWrites: false,
    },
  });
});

test("reads every setting", () => {
  const env = {
    CADO_REACH_DEMO_INSTANCES: "100_000",
    CADO_REACH_DEMO_SEED: "5",
    CADO_REACH_DEMO_AWS_PORT: "4566",
    CADO_REACH_DEMO_THROTTLING: "off",
    CADO_REACH_DEMO_RECORD: "1",
    CADO_REACH_DEMO_SHAPE: "one-cell",
    CADO_REACH_DEMO_LATENCY: "on",
    CADO_REACH_DEMO_FAULTS: '[{"kind":"hang","where":{"region":"eu-west-1"}}]',
  };
  expect(parseDemoSettings(env)).toMatchObject({
    ok: true,
    settings: {
      instances: 100_000,
      seed: 5,
      port: 4566,
      throttling: false,
      latency: true,
      recordWrites: true,
      shape: "one-cell",
      faults: [{ kind: "hang", percent: 100, times: null }],
    },
  });
});

test("names every wrong setting at once", () => {
  const env = {
    CADO_REACH_DEMO_INSTANCES: "5",
    CADO_REACH_DEMO_SEED: "x",
    CADO_REACH_DEMO_AWS_PORT: "70000",
    CADO_REACH_DEMO_THROTTLING: "maybe",
    CADO_REACH_DEMO_RECORD: "yes",
    CADO_REACH_DEMO_SHAPE: "round",
    CADO_REACH_DEMO_LATENCY: "slow",
    CADO_REACH_DEMO_FAULTS: "{",
  };
  const parsed = parseDemoSettings(env);
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.split(" ")[0])).toEqual([
    "CADO_REACH_DEMO_INSTANCES",
    "CADO_REACH_DEMO_SEED",
    "CADO_REACH_DEMO_SHAPE",
    "CADO_REACH_DEMO_AWS_PORT",
    "CADO_REACH_DEMO_FAULTS",
    "CADO_REACH_DEMO_THROTTLING",
    "CADO_REACH_DEMO_LATENCY",
    "CADO_REACH_DEMO_RECORD",
  ]);
});
