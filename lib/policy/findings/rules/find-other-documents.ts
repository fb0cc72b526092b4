import { listOf } from "../../policy-document.ts";
import { type ExaminedRole, type ExaminedStatement, grants } from "../examine-role.ts";
import type { Finding } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { narrowDocumentsFix } from "../fixes/narrow-documents.ts";
import { isNeededDocument } from "../needed-documents.ts";
import { fillPattern } from "../witness/fill-pattern.ts";
import { roleRequest } from "../witness/role-request.ts";
import { regionsAndAccounts } from "../witness/witness-places.ts";

/** AWS's documents that do more than Cado needs, and one of the customer's own. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  "ssm:SendCommand": ["AWS-RunRemoteScript", "AWS-ApplyAnsiblePlaybooks", "AWS-ConfigureAWSPackage"],
  "ssm:StartSession": ["AWS-StartSSHSession", "AWS-StartInteractiveCommand", "AWS-StartPortForwardingSessionToRemoteHost"],
};
const OWN_DOCUMENT = "every document of your own";

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

type OtherDocument = { name: string; isSure: boolean };

function othersOf(role: ExaminedRole, statement: ExaminedStatement, action: string): readonly OtherDocument[] {
  const { places, partition } = role;
  const anywhere = regionsAndAccounts(places).flatMap((place) => {
    const start = `arn:${partition}:ssm:${place.region}`;
    const samples = (SAMPLES[action] ?? []).map((name) => ({ ...place, name, arn: `${start}::document/${name}` }));
    return [...samples, { ...place, name: OWN_DOCUMENT, arn: `${start}:${place.account}:document/a-document` }];
  });
  const named = listOf(statement.source.Resource).flatMap((pattern) => namedIn(pattern, role) ?? []);
  const open = [...anywhere, ...named].flatMap(({ name, ...place }) => {
    const result = grants(role, statement, roleRequest(action, place));
    return result === "denied" ? [] : [{ name, isSure: result === "allowed" }];
  });
  return open.filter(({ name }) => !Object.keys(SAMPLES).some((any) => isNeededDocument(any, name)));
}

/** A document that a pattern for documents takes in, under the name that the pattern has for it. */
function namedIn(pattern: string, { places, partition }: ExaminedRole) {
  const [, where = "", service, some = "", owner = "", id = ""] = pattern.split(":");
  if (service !== "ssm" || !id.startsWith("document/")) return null;
  const fill = (segment: string, any = ""): string => (segment === "*" ? any : (fillPattern(segment, "0") ?? any));
  const region = fill(some, places.regions[0]);
  const account = fill(owner, places.accounts[0]);
  const arn = `arn:${fill(where, partition)}:ssm:${region}:${account}:${fill(id)}`;
  return { name: id.slice("document/".length), arn, region, account: account === "" ? (places.accounts[0] ?? "") : account };
}

function finding(role: ExaminedRole, statement: ExaminedStatement, action: string, open: readonly OtherDocument[]): Finding {
  const { policy, index } = statement;
  const names = [...new Set(open.map(({ name }) => name))];
  const allows = open.some(({ isSure }) => isSure) ? "allows" : "may allow";
  return {
    code: "other-documents-allowed",
    level: "warning",
    policy,
    statement: index,
    path: null,
    title: `${sentence(statementName(statement))} ${allows} ${action} with documents that Cado does not need: ${wordList(names)}.`,
    why: "Each document is another thing that whoever has this role can do on the nodes. Name the documents that Cado uses.",
    fix: narrowDocumentsFix(role, statement, action),
  };
}
