import type { PolicyDocument } from "./policy-document.ts";

/**
 * Every policy that has a say in one request of one role, by the part it plays (IAM reference, "Policy evaluation
 * logic"). Identity policies are a union; every other part that is given must allow as well.
 */
export type PolicySet = {
  identity: readonly PolicyDocument[];
  /** The role's permissions boundary. */
  boundary?: PolicyDocument;
  /** Session policies handed over with AssumeRole. */
  session?: readonly PolicyDocument[];
  /** Service control policies, one list per level (root, each OU, account): every level must allow. */
  scps?: readonly (readonly PolicyDocument[])[];
  /** Resource control policies of the resource's account, one list per level as for SCPs. */
  rcps?: readonly (readonly PolicyDocument[])[];
};
