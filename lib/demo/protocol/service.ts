/** The services that the stand-in speaks, by the name that a SigV4 credential scope has for them. */
export type Service = "ec2" | "ssm" | "sts" | "iam";

const SERVICES: readonly Service[] = ["ec2", "ssm", "sts", "iam"];

/** The service of that signing name, or undefined. */
export function findService(name: string): Service | undefined {
  return SERVICES.find((service) => service === name);
}
