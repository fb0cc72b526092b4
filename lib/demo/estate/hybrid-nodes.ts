import { agentOf, drawAgent, LATEST_AGENT } from "./agents.ts";
import { type CadoTagForm, cadoTagsOf, codeOfForm, drawForm } from "./cado-tags.ts";
import { lastPingMs } from "./describe-registration.ts";
import { silenceOf } from "./draw-row.ts";
import { IMAGES, type ImageName } from "./images.ts";
import type { Registration } from "./instance-columns.ts";
import type { TagPair } from "./keeper-tags.ts";
import { hexDigits, type Random } from "./random.ts";
import type { EstateSsm } from "./ssm-registration.ts";
import { getTeam } from "./teams.ts";

/** A server of the company's own that was registered with SSM through an activation. */
export type HybridNode = {
  computerName: string;
  image: ImageName;
  site: string;
  tags: readonly TagPair[];
  registration: Exclude<Registration, "none">;
  silent: number;
  agent: number;
  /** Epoch seconds. */
  registered: number;
  ip: string;
  noise: number;
};

type Kind = readonly [image: ImageName, stem: string, team: string, app: string];

const SITES = ["fra1", "dub2", "nyc3"];
const KINDS: readonly Kind[] = [
  ["rhel8", "dbsrv", "erp", "erp-database"],
  ["win2019", "print", "corp-it", "print-server"],
  ["ubuntu22", "edge", "network", "branch-gateway"],
  ["sles15", "sap", "erp", "sap-s4"],
  ["win2016", "mes", "corp-it", "plant-control"],
];
const REGISTRATIONS: readonly (readonly [HybridNode["registration"], number])[] = [
  ["Online", 85],
  ["ConnectionLost", 13],
  ["Inactive", 2],
];
/** So that a few are enough to see the cases. */
const FIRST_FORMS: readonly CadoTagForm[] = ["exact", "absent", "lower-value"];

/** Draws a cell's hybrid nodes. `now` is in epoch seconds. Every character of their tags is one that SSM takes. */
export function drawHybridNodes(count: number, now: number, random: Random): HybridNode[] {
  return Array.from({ length: count }, (_, index) => {
    const [image, stem, teamName, app] = random.pick(KINDS);
    const site = random.pick(SITES);
    const team = getTeam(teamName);
    const registration = index === 0 ? "Online" : random.weighted(REGISTRATIONS);
    const silent = silenceOf(registration, random);
    const form = FIRST_FORMS[index] ?? drawForm(random, 0.35);
    return {
      computerName: `${site}-${stem}-${String(index + 1).padStart(2, "0")}.corp.example.com`,
      image,
      site,
      tags: [
        ["env", "prod"],
        ["team", team.team],
        ["owner", team.owner],
        ["cost-center", team.costCenter],
        ["app", app],
        ["site", site],
        ...cadoTagsOf(codeOfForm(form)),
      ],
      registration,
      silent,
      agent: drawAgent(random),
      registered: now - silent - Math.round(random.logBetween(86_400, 900 * 86_400)),
      ip: `172.${16 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${(index % 250) + 2}`,
      noise: random.uint32(),
    };
  });
}

/** The node as SSM lists it at `atMs`. */
export function describeHybrid(id: string, node: HybridNode, nowMs: number, atMs: number): EstateSsm {
  const image = IMAGES[node.image];
  const agentVersion = agentOf(node.agent);
  const activation = hexDigits(32, node.site.charCodeAt(0), node.site.charCodeAt(1));
  return {
    id,
    pingStatus: node.registration,
    lastPingMs: lastPingMs(node, node.noise, nowMs, atMs),
    agentVersion,
    isLatestVersion: agentVersion === LATEST_AGENT,
    platformType: image.ssmType,
    platformName: image.ssmName,
    platformVersion: image.ssmVersion,
    computerName: node.computerName,
    ipAddress: node.ip,
    resourceType: "ManagedInstance",
    sourceType: "AWS::SSM::ManagedInstance",
    iamRole: "service-role/AmazonEC2RunCommandRoleForManagedInstances",
    activationId: activation.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
    name: `datacentre-${node.site}`,
    registrationMs: node.registered * 1000,
    associationStatus: node.registration === "Online" ? "Success" : "Pending",
  };
}
