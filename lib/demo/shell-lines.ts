import type { StandIn } from "./server.ts";

const REGION = "us-east-1";
const AWS = "aws --endpoint-url $AWS_ENDPOINT_URL";
const IDS = "Reservations[].Instances[].InstanceId";

/**
 * Lines to paste into a shell that point the AWS CLI, or any AWS client, at the stand-in: the first block at the first
 * account as its administrator, then one example for each other account's role.
 */
export function shellLines({
  url,
  credentials: { administrator },
  accounts,
}: Pick<StandIn, "url" | "credentials" | "accounts">): string {
  const [first, ...others] = accounts;
  return [
    `# The AWS CLI on the stand-in estate: account ${first?.id ?? ""} (${first?.label ?? ""}), as its administrator`,
    `export AWS_ENDPOINT_URL=${url}`,
    `export AWS_ACCESS_KEY_ID=${administrator.accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${administrator.secretAccessKey}`,
    "unset AWS_SESSION_TOKEN AWS_PROFILE",
    `export AWS_REGION=${REGION} AWS_DEFAULT_REGION=${REGION}`,
    "# Newer CLIs read AWS_ENDPOINT_URL by themselves; Debian 12's needs --endpoint-url in every command.",
    `${AWS} ec2 describe-instances --max-items 5 --query '${IDS}'`,
    ...others.flatMap(({ id, label, reachRole }) => [
      "",
      `# Account ${id} (${label}), for one command`,
      `(export $(${assumeLine(reachRole)}) && ${AWS} ec2 describe-instances --max-items 5 --query '${IDS}')`,
    ]),
    "",
  ].join("\n");
}

/** Prints the session's credentials as NAME=value pairs, as `export` takes them. */
function assumeLine({ arn, externalId }: StandIn["accounts"][number]["reachRole"]): string {
  const assume = [
    `${AWS} sts assume-role --role-arn ${arn} --role-session-name cli`,
    ...(externalId === null ? [] : [`--external-id ${externalId}`]),
    "--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text",
  ].join(" ");
  return `printf 'AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s' $(${assume})`;
}
