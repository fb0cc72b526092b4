/** What tells two workloads of one application and environment apart. */
const WORDS = [
  "orders",
  "search",
  "partner",
  "mobile",
  "catalog",
  "pricing",
  "blue",
  "green",
  "edge",
  "internal",
  "reports",
  "eu",
  "emea",
  "apac",
  "b2b",
  "loyalty",
  "returns",
  "gift",
  "stock",
  "media",
];

/** Gives each workload of a cell a name of its own: `web-prod`, then `web-orders-prod`, … `web-orders2-prod`. */
export function createWorkloadNames(): (stem: string, env: string) => string {
  const used = new Map<string, number>();
  return (stem, env) => {
    const key = `${stem}-${env}`;
    const before = used.get(key) ?? 0;
    used.set(key, before + 1);
    if (before === 0) return key;
    const round = Math.floor((before - 1) / WORDS.length);
    return `${stem}-${WORDS[(before - 1) % WORDS.length]}${round === 0 ? "" : round + 1}-${env}`;
  };
}

/** `web-prod-014`. */
export function paddedName(workload: string, number: number): string {
  return `${workload}-${String(number).padStart(3, "0")}`;
}

/** `batch-7`: the environment goes without saying where it is prod. */
export function plainName(workload: string, number: number): string {
  return `${workload.replace(/-prod$/, "")}-${number}`;
}

/** The name that EC2 gives an address inside its network. */
export function privateDnsName(ip: string, region: string): string {
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${ip.replaceAll(".", "-")}.${domain}`;
}
