/** What a policy is called where it is written to. */
export type PolicyNames = {
  /** For IAM: 1 to 128 letters, digits or `+ = , . @ _ -`. */
  iam: string;
  /** Terraform resource name: lower case, digits and `_`. */
  terraform: string;
  /** CloudFormation logical id: letters and digits. */
  logical: string;
  /** Beginning of a file name; never a path. */
  file: string;
};

/** Names from whatever a policy is called: a file, a resource, a title. A policy without a name gets one. */
export function policyNames(name: string): PolicyNames {
  const bare = name.replace(/\.(json|ya?ml|tf|template|txt)$/i, "").trim();
  const words = bare
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const known = words.length > 0 ? words : ["cado", "policy"];
  const snake = known.join("_").toLowerCase();
  const pascal = known.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  const safe = bare.replace(/[^\w.-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
  const iam = /^[\w+=,.@-]{1,128}$/.test(bare) ? bare : safe.slice(0, 128);
  return {
    iam: iam === "" ? known.join("-") : iam,
    terraform: /^\d/.test(snake) ? `policy_${snake}` : snake,
    logical: pascal.slice(0, 255),
    file: (safe === "" ? known.join("-") : safe).slice(0, 100),
  };
}
