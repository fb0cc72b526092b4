import { EVERYWHERE_ELSE, importEverything, MEMORY_FORENSICS, OWN_RESOURCES, ROLE_CHECK } from "./cado-statements.ts";
import type { PolicyJson } from "./role-record.ts";

/** The generation of `cross-account/CrossAccountPolicy.yaml`. */
export const CROSS_ACCOUNT_POLICY: PolicyJson = {
  Version: "2012-10-17",
  Statement: [
    ROLE_CHECK,
    { Sid: "RequiredForMarketplaceEC2andAmiImportScoped", ...OWN_RESOURCES },
    MEMORY_FORENSICS,
    ...EVERYWHERE_ELSE,
    importEverything("RequiredForEc2ImportAndAmiImportScoped", []),
  ],
};
