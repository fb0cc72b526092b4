import type { PolicyJson } from "../estate/roles/role-record.ts";

/** A policy document as IAM's answers carry it: JSON text, percent-encoded (RFC 3986). */
export function policyText(document: PolicyJson): string {
  return encodeURIComponent(JSON.stringify(document)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
