import { nodeArn } from "../arns.ts";
import type { CellCall } from "../call.ts";
import { findDenial, type Question, tagContext } from "../identity/authorise.ts";
import { cadoPrincipal, type Principal } from "../identity/principal.ts";
import { documentArn, type SsmDocument } from "./documents.ts";

/**
 * SendCommand and StartSession are the calls that Cado would make, so the stand-in lets Cado's role of the account
 * answer for them whoever signs the request: then anybody with an AWS CLI sees what Cado would see.
 */
export function cadoOf({ world, cell }: CellCall): Principal {
  const account = world.estate.accounts.find(({ id }) => id === cell.account);
  if (!account) throw new Error(`The account ${cell.account} is not of the estate.`);
  return cadoPrincipal(account.cadoRole);
}

/** AWS's words where Cado's role may not use the document, or null. */
export function findDocumentDenial(call: CellCall, document: SsmDocument): string | null {
  const resource = documentArn(call.cell, document);
  return findDenial(call, cadoOf(call), [{ action: `ssm:${call.operation}`, resource }]);
}

/** AWS's words where Cado's role may not act on one of the nodes, or null. Nodes that do not exist have no tags. */
export function findNodeDenial(call: CellCall, ids: readonly string[]): string | null {
  const { cell, operation } = call;
  const questions = ids.map((id): Question => {
    const row = cell.indexOf(id);
    const context = row >= 0 && cell.exists(row) ? tagContext(["ssm:resourceTag", "aws:ResourceTag"], cell.tags(row)) : {};
    return { action: `ssm:${operation}`, resource: nodeArn(cell, id), context };
  });
  return findDenial(call, cadoOf(call), questions);
}
