import type { AuthorizationAnswer } from "#lib/domain/authorization.ts";
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
  answer: AuthorizationAnswer;
  everywhere: boolean;
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
  const answers = granted.map(({ node }) =>
    role.authorize(roleRequest(action, { ...node, arn: document.arn(node.region, node.account) })),
  );
  const denied = answers.filter(({ result }) => result === "denied");
  const [answer] = denied;
  const [first] = granted;
  if (answer === undefined || first === undefined || answers.some(({ result }) => result === "unknown")) return null;
  return { document, answer, everywhere: denied.length === answers.length, under: conditioned(role, action, document, first) };
}

function conditioned(role: ExaminedRole, action: string, document: NeededDocument, { node }: GrantedNode) {
  const request = roleRequest(action, { ...node, arn: document.arn(node.region, node.account) });
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
    title: `${sentence(statementName(statement))} asks a tag of the document ${names} too, so ${action} with it can never work.`,
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
  const closed = isClosed(missing);
  return {
    code: isRun ? "missing-run-document" : "missing-session-document",
    level: everywhere ? "error" : "warning",
    policy: beside.policy,
    statement: null,
    path: null,
    title: `The role has ${action} on nodes, and not on the document ${wordList(names)}${where}.`,
    why: `Every call names a node and a document, and both have to be allowed. ${closed ? "A deny or the permissions boundary closes the document: it has to be opened there." : CONSEQUENCE[action]}`,
    fix: addFix(role, action, missing, beside),
  };
}

/** Null where one more allow does not help, or would be written for a partition that the role is not in. */
function addFix(role: ExaminedRole, action: string, missing: readonly Missing[], beside: ExaminedStatement): FindingFix | null {
  const documents = missing.map(({ document }) => document);
  const isOurs = documents.every(({ pattern }) => pattern.startsWith(`arn:${role.partition}:`));
  return isClosed(missing) || !isOurs ? null : addDocumentsFix(action, documents, beside);
}

const CONSEQUENCE: Readonly<Record<string, string>> = {
  "ssm:SendCommand": "AWS-RunShellScript serves Linux and macOS, AWS-RunPowerShellScript Windows. Their ARNs have no account.",
  "ssm:StartSession":
    "Port forwarding needs AWS-StartPortForwardingSession; a plain shell needs SSM-SessionManagerRunShell by AWS's present guide.",
};

/** One more allow would not help: a deny or the boundary is in the way. */
function isClosed(missing: readonly Missing[]): boolean {
  return missing.some(({ answer }) =>
    answer.reasons.some(
      (reason) =>
        reason.kind === "explicit-deny" ||
        ("source" in reason && reason.source === "boundary") ||
        ("statement" in reason && reason.statement.source === "boundary"),
    ),
  );
}
