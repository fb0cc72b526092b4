import type { Reading } from "../reading.ts";

export type TerraformInput = { name: string; values: Readonly<Record<string, string>>; reading: Reading };

export function readTerraform(_text: string, { reading }: TerraformInput): void {
  reading.problems.push({ code: "invalid-terraform", title: "Terraform is not read.", path: "", at: 0 });
}
