import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AuthorizationRequest, AuthorizationResult } from "#lib/domain/authorization.ts";
import { ALL_ACTION_FACTS } from "./all-action-facts.ts";
import { createAuthorize } from "./evaluate.ts";
import type { PolicySet } from "./policy-set.ts";

/** One page of AWS's documentation: its examples, each with requests and what AWS says of them. */
type Page = { page: string; url: string; examples: readonly Example[] };

/** `note`: why an answer differs from the page's own table, or where the page leaves it open. */
type Example = { heading: string; note?: string; policies: PolicySet; requests: readonly Case[] };

type Case = Omit<AuthorizationRequest, "context"> & { context?: AuthorizationRequest["context"]; expected: AuthorizationResult };

const FOLDER = new URL("./cases/", import.meta.url);
const PAGES = readdirSync(FOLDER).map((file): Page => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));

describe.each(PAGES)("$page ($url)", ({ examples }) => {
  describe.each(examples)("$heading", ({ policies, requests }) => {
    const authorize = createAuthorize(policies, ALL_ACTION_FACTS);
    it.each(requests)("$action on $resource with $context: $expected", ({ action, resource, context = {}, expected }) => {
      expect(authorize({ action, resource, context }).result).toBe(expected);
    });
  });
});
