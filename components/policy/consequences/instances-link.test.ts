import { expect, test } from "vitest";
import { instancesUrl } from "#components/instances/instances-url.ts";
import { instancesLink } from "./instances-link.ts";

test("links to what the instances screen reads back", () => {
  const url = new URL(instancesLink("documented-tagged", "port-forwarding", ["tag", "policy"]), "http://localhost");
  expect(url.pathname).toBe("/");
  expect(instancesUrl.policy.parse(url.searchParams.get("policy") ?? "")).toBe("documented-tagged");
  expect(instancesUrl.cap.parse(url.searchParams.get("cap") ?? "")).toBe("port-forwarding");
  expect(instancesUrl.f.parse(url.searchParams.getAll("f"))).toEqual([{ field: "reach", op: "is", values: ["tag", "policy"] }]);
});
