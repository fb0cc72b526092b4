/** The tag that grants: key and value as the policy in force asks for them. */
export type TagSpec = { key: string; value: string };

/** Cado's documented tag ("How to tighten IAM permissions for SSM in AWS"). */
export const DOCUMENTED_TAG: TagSpec = { key: "CadoResponseSSMEnabled", value: "True" };
