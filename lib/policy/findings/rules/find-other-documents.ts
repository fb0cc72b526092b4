import { listOf } from "../../policy-document.ts";
import { type ExaminedRole, type ExaminedStatement, grants } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { narrowDocumentsFix } from "../fixes/narrow-documents.ts";
import { isNeededDocument } from "../needed-documents.ts";
import { fillPattern } from "../witness/fill-pattern.ts";
import { roleRequest } from "../witness/role-request.ts";

/** AWS's documents that do more than Cado needs, and one of the customer's own. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  "ssm:SendCommand": ["AWS-RunRemoteScript", "AWS-ApplyAnsiblePlaybooks", "AWS-ConfigureAWSPackage"],
  "ssm:StartSession": ["AWS-StartSSHSession", "AWS-StartInteractiveCommand", "AWS-StartPortForwardingSessionToRemoteHost"],
};
const OWN_DOCUMENT = "a-document-of-your-own";

/** Statements that allow SendCommand or StartSession with documents that Cado does not name. */
export function findOtherDocuments(role: ExaminedRole): readonly Finding[] {
  return role.statements.flatMap((statement) =>
    Object.keys(SAMPLES).flatMap((action) => {
      if (statement.source.Effect !== "Allow" || statement.names(action) === "no") return [];
      const open = othersOf(role, statement, action);
      return open.length === 0 ? [] : [finding(role, statement, action, open)];
    }),
  );
}

export type OtherDocument = { name: string; arn: string };

function othersOf(role: ExaminedRole, statement: ExaminedStatement, action: string): readonly OtherDocument[] {
  const { partition, regions, accounts } = role.places;
  const [region = "", account = ""] = [regions[0], accounts[0]];
  const samples = (SAMPLES[action] ?? []).map((name) => ({ name, arn: `arn:${partition}:ssm:${region}::document/${name}` }));
  const own = { name: OWN_DOCUMENT, arn: `arn:${partition}:ssm:${region}:${account}:document/${OWN_DOCUMENT}` };
  const named = listOf(statement.source.Resource).flatMap((pattern) => namedIn(pattern, role) ?? []);
  const isOther = ({ name }: OtherDocument) => !Object.keys(SAMPLES).some((any) => isNeededDocument(any, name));
  return [...samples, own, ...named].filter(isOther).filter(({ arn }) => {
    const [, , , where = "", owner = ""] = arn.split(":");
    return (
      grants(role, statement, roleRequest(action, { arn, region: where, account: owner === "" ? account : owner })) !== "denied"
    );
  });
}

/** A document that a pattern for documents takes in. */
function namedIn(pattern: string, { places, partition }: ExaminedRole): OtherDocument | null {
  const [, where = "", service, region = "", account = "", id = ""] = pattern.split(":");
  if (service !== "ssm" || !id.startsWith("document/")) return null;
  const name = fillPattern(id.slice("document/".length), "0");
  const places3 = [fill(where, partition), fill(region, places.regions[0] ?? ""), fill(account, places.accounts[0] ?? "")];
  return name === null ? null : { name, arn: `arn:${places3[0]}:ssm:${places3[1]}:${places3[2]}:document/${name}` };
}

function fill(segment: string, any: string): string {
  return segment === "*" ? any : (fillPattern(segment, "0") ?? any);
}

function finding(role: ExaminedRole, statement: ExaminedStatement, action: string, open: readonly OtherDocument[]): Finding {
  const { policy, index } = statement;
  const names = [...new Set(open.map(({ name }) => name))].filter((name) => name !== OWN_DOCUMENT);
  const own = open.some(({ name }) => name === OWN_DOCUMENT) ? ["every document of your own"] : [];
  return {
    code: "other-documents-allowed",
    level: "warning",
    policy,
    statement: index,
    path: null,
    title: `${sentence(statementName(statement))} allows ${action} with documents that Cado does not need: ${wordList([...names, ...own])}.`,
    why: "Each document is another thing that whoever has this role can do on the nodes. Name the documents that Cado uses.",
    fix: narrowDocumentsFix(role, statement, action),
  };
}
