import type { AuthorizationAnswer, AuthorizationRequest } from "#lib/domain/authorization.ts";
import { authorizeWith, type ExaminedRole, type ExaminedStatement } from "../examine-role.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { sentence, statementName, wordList } from "../finding-words.ts";
import { addDocumentsFix } from "../fixes/add-documents.ts";
import { keepConditions } from "../fixes/edit-conditions.ts";
import { type NeededDocument, neededDocuments, SHELL_DOCUMENT } from "../needed-documents.ts";
import { type GrantedNode, grantedNodes } from "../witness/granted-nodes.ts";
import { roleRequest } from "../witness/role-request.ts";
import { tagKeyOf } from "../witness/tag-conditions.ts";

/**
 * SendCommand and StartSession need the node and the document. Where nodes are granted, the documents that Cado names
 * must be granted as well, in the same regions, and without a condition on tags that AWS's documents cannot carry.
 */
export function findDocumentLegs(role: ExaminedRole): readonly Finding[] {
  return ["ssm:SendCommand", "ssm:StartSession"].flatMap((action) => {
    const all = grantedNodes(role, action);
    const partition = all.some(({ node }) => node.partition === role.partition) ? role.partition : all[0]?.node.partition;
    const granted = all.filter(({ node }) => node.partition === partition);
    const [first] = granted;
    if (first === undefined) return [];
    const missing = neededDocuments(action, first.node.partition, "*").flatMap(
      (document) => missingFrom(role, action, document, granted) ?? [],
    );
    const under = [...new Set(missing.flatMap((one) => one.under ?? []))];
    const onTag = under.map((statement) =>
      onTagFinding(
        role,
        action,
        statement,
        missing.filter((one) => one.under === statement),
      ),
    );
    const absent = missing.filter((one) => one.under === null);
    return absent.length === 0 ? onTag : [...onTag, missingFinding(role, action, absent, first.statement)];
  });
}

type Missing = {
  document: NeededDocument;
  everywhere: boolean;
  /** Somewhere one more allow would not help: a deny or the boundary is in the way. */
  isClosed: boolean;
  /** The statement that would grant it, were it not for its condition on a tag. */
  under: ExaminedStatement | null;
};

/** Null where the document is granted wherever the nodes are, or where that is not known. */
function missingFrom(
  role: ExaminedRole,
  action: string,
  document: NeededDocument,
  granted: readonly GrantedNode[],
): Missing | null {
  const asked = granted.map(({ node }) => roleRequest(action, { ...node, arn: document.arn(node.region, node.account) }));
  const answers = asked.map((request) => ({ request, ...role.authorize(request) }));
  const denied = answers.filter(({ result }) => result === "denied");
  if (denied.length === 0 || answers.some(({ result }) => result === "unknown")) return null;
  const open = denied.filter((answer) => !isClosedBy(answer));
  const under = open[0] === undefined ? null : conditioned(role, action, open[0].request);
  return { document, everywhere: denied.length === answers.length, isClosed: open.length < denied.length, under };
}

function conditioned(role: ExaminedRole, action: string, request: AuthorizationRequest) {
  const found = role.statements.find(({ source, names, alone: asIs }) => {
    if (source.Effect !== "Allow" || names(action) !== "yes" || asIs(request).result !== "denied") return false;
    const without = keepConditions(source, (key) => tagKeyOf(key) === null);
    const alone = authorizeWith({ identity: [{ Version: "2012-10-17", Statement: [without] }] });
    return alone(request).result === "allowed";
  });
  return found ?? null;
}

function onTagFinding(role: ExaminedRole, action: string, statement: ExaminedStatement, missing: readonly Missing[]): Finding {
  const names = wordList(missing.map(({ document }) => document.name));
  return {
    code: "tag-condition-on-document",
    level: "error",
    policy: statement.policy,
    statement: statement.index,
    path: "Condition",
    title: `${sentence(statementName(statement))} asks a tag of ${missing.length === 1 ? "the document" : "the documents"} ${names} too, so ${action} with ${missing.length === 1 ? "it" : "them"} can never work.`,
    why: "The condition is asked of every resource of the call, and AWS's documents do not carry your tags. Give the documents a statement of their own without the condition.",
    fix: addFix(role, action, missing, statement),
  };
}

function missingFinding(role: ExaminedRole, action: string, missing: readonly Missing[], beside: ExaminedStatement): Finding {
  const names = missing.map(({ document }) => document.name);
  const isRun = action === "ssm:SendCommand";
  const main = names.filter((name) => name !== "AWS-RunPowerShellScript" && name !== SHELL_DOCUMENT);
  const everywhere = missing.some((one) => one.everywhere && main.includes(one.document.name));
  const where = missing.every((one) => one.everywhere) ? "" : " in every place where it grants nodes";
  const closed = missing.some(({ isClosed }) => isClosed);
  return {
    code: isRun ? "missing-run-document" : "missing-session-document",
    level: everywhere ? "error" : "warning",
    policy: beside.policy,
    statement: null,
    path: null,
    title: `The role has ${action} on nodes, and not on the ${names.length === 1 ? "document" : "documents"} ${wordList(names)}${where}.`,
    why: `Every call names a node and a document, and both have to be allowed. ${closed ? "A deny or the permissions boundary closes the document: it has to be opened there." : CONSEQUENCE[action]}`,
    fix: closed ? null : addFix(role, action, missing, beside),
  };
}

/** Null where it would be written for a partition that the role is not in. */
function addFix(role: ExaminedRole, action: string, missing: readonly Missing[], beside: ExaminedStatement): FindingFix | null {
  const documents = missing.map(({ document }) => document);
  const isOurs = documents.every(({ pattern }) => pattern.startsWith(`arn:${role.partition}:`));
  return isOurs ? addDocumentsFix(action, documents, beside) : null;
}

const CONSEQUENCE: Readonly<Record<string, string>> = {
  "ssm:SendCommand": "AWS-RunShellScript serves Linux and macOS, AWS-RunPowerShellScript Windows. Their ARNs have no account.",
  "ssm:StartSession":
    "Port forwarding needs AWS-StartPortForwardingSession; a plain shell needs SSM-SessionManagerRunShell by AWS's present guide.",
};

/** A deny or the boundary is what refuses. */
function isClosedBy({ reasons }: AuthorizationAnswer): boolean {
  return reasons.some(
    (reason) =>
      reason.kind === "explicit-deny" ||
      ("source" in reason && reason.source === "boundary") ||
      ("statement" in reason && reason.statement.source === "boundary"),
  );
}
