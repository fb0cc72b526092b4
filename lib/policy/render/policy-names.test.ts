import { expect, test } from "vitest";
import { policyNames } from "./policy-names.ts";

test.each<[string, string, string, string, string]>([
  ["CadoResponseRole", "CadoResponseRole", "cado_response_role", "CadoResponseRole", "CadoResponseRole"],
  ["cado-ssm-corrected", "cado-ssm-corrected", "cado_ssm_corrected", "CadoSsmCorrected", "cado-ssm-corrected"],
  ["role.json", "role", "role", "Role", "role"],
  ["a@b=c,d+e", "a@b=c,d+e", "a_b_c_d_e", "ABCDE", "a-b-c-d-e"],
  ["2 of 3", "2-of-3", "policy_2_of_3", "2Of3", "2-of-3"],
  ["", "cado-policy", "cado_policy", "CadoPolicy", "cado-policy"],
  ["../../etc/passwd", "etc-passwd", "etc_passwd", "EtcPasswd", "etc-passwd"],
  ["Überall", "berall", "berall", "Berall", "berall"],
  ["🔒", "cado-policy", "cado_policy", "CadoPolicy", "cado-policy"],
])("%j is %s for IAM, %s for Terraform, %s for CloudFormation, and %s as a file", (name, iam, terraform, logical, file) => {
  expect(policyNames(name)).toEqual({ iam, terraform, logical, file });
});
