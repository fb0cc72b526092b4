import { randomUUID } from "node:crypto";
import { answerMs } from "./answer-time.ts";
import { commonError } from "./common-errors.ts";
import type { Fault } from "./faults/fault.ts";
import { raiseFaults } from "./faults/raise-faults.ts";
import { authenticate } from "./identity/authenticate.ts";
import { jsonErrorReply } from "./protocol/aws-json.ts";
import { awsQueryErrorReply } from "./protocol/aws-query.ts";
import { ec2ErrorReply } from "./protocol/ec2-query.ts";
import type { Exchange, Reply } from "./protocol/exchange.ts";
import { findService, type Service } from "./protocol/service.ts";
import { parseAuthorization, type SignatureClaim } from "./protocol/sigv4.ts";
import { type RequestedOperation, readOperation, requestedRole } from "./requested-operation.ts";
import { runOperation } from "./run-operation.ts";
import { ServiceError } from "./service-error.ts";
import type { World } from "./world.ts";

/** What happens to the connection: the reply, and how the transport is to treat it. */
export type Answer = { reply: Reply; transport: readonly Fault[]; tookMs: number };

/** IAM is one service for the whole partition, signed for this region. */
const IAM_REGION = "us-east-1";

/** Answers one AWS request: whose service by the signature's scope, then faults, then the caller, then the operation. */
export function answer(world: World, exchange: Exchange): Answer {
  const requestId = randomUUID();
  const claim = parseAuthorization(exchange.headers.authorization ?? "");
  const service = claim ? findService(claim.service) : guessService(exchange);
  if (!service) {
    const words = `The stand-in has no service '${claim?.service ?? ""}'. Sign for ec2, ssm, sts or iam.`;
    return { reply: ec2ErrorReply(new ServiceError("UnknownEndpoint", words, 404), requestId), transport: [], tookMs: 0 };
  }
  let met: readonly Fault[] = [];
  let record: (outcome: string) => void = () => undefined;
  try {
    if (!claim) throw commonError(service, exchange.headers.authorization ? "incomplete-signature" : "unsigned", UNREADABLE);
    const operation = readOperation(service, exchange);
    met = meetFaults(world, claim, operation);
    const place = { ...callerOf(world, claim), region: claim.region, requestId, atMs: world.options.clock() };
    record = (outcome) => world.writes.record(operation, { ...place, outcome, answered: !met.some(isSilent) });
    if (met.some(({ kind }) => kind === "lost-request")) {
      record("lost");
      return { reply: NOTHING, transport: met, tookMs: 0 };
    }
    const told = { items: 0 };
    const reply = serve({ world, exchange, claim, operation, faults: met, requestId, told });
    record("accepted");
    return { reply, transport: met, tookMs: world.options.latency ? answerMs(operation.name, told.items) : 0 };
  } catch (error) {
    const refusal = toServiceError(service, error);
    record(refusal.code);
    return {
      reply: errorReply(service, refusal, requestId),
      transport: met,
      tookMs: world.options.latency ? answerMs("", 0) : 0,
    };
  }
}

/** Never sent: the fault that asks for it takes the connection away. */
const NOTHING: Reply = { status: 500, headers: {}, body: Buffer.alloc(0) };

function isSilent({ kind }: Fault): boolean {
  return kind === "hang" || kind === "cut" || kind === "reset" || kind === "lost-answer" || kind === "lost-request";
}

function callerOf(world: World, claim: SignatureClaim): { account: string | null; caller: string | null } {
  const caller = world.keys.find(claim.accessKeyId)?.caller;
  return { account: caller?.account ?? null, caller: caller?.arn ?? null };
}

const UNREADABLE = "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters.";

type Serving = {
  world: World;
  exchange: Exchange;
  claim: SignatureClaim;
  operation: RequestedOperation;
  faults: readonly Fault[];
  requestId: string;
  told: { items: number };
};

function serve({ world, exchange, claim, operation, faults, requestId, told }: Serving): Reply {
  const { service } = operation;
  const nowMs = world.options.clock();
  const region = world.estate.regions.find(({ name }) => name === claim.region);
  if (!region || (service === "iam" && region.name !== IAM_REGION)) throw commonError(service, "unknown-region", claim.region);
  const caller = authenticate({ exchange, claim, service }, world.keys, nowMs);
  raiseFaults(faults, operation);
  if (region.optIn === "not-opted-in") throw commonError(service, "region-disabled");
  world.tags.settle(nowMs);
  const { name } = operation;
  const reply = runOperation(
    { world, service, operation: name, region: region.name, caller, nowMs, faults, told },
    operation,
    requestId,
  );
  world.options.onDone?.({
    operation: name,
    account: caller.account,
    region: region.name,
    resources: resourcesOf(operation),
    requestId,
  });
  return reply;
}

function resourcesOf(operation: RequestedOperation): string[] {
  if (operation.protocol === "json") return [operation.members.ResourceId].filter((id) => typeof id === "string");
  const { parameters } = operation;
  if (parameters.text("DryRun") === "true") return [];
  return [...parameters.names()].filter((name) => /^ResourceId\.\d+$/.test(name)).map((name) => parameters.required(name));
}

/** Faults are looked up by what the request says of itself: they also meet requests that would be refused. */
function meetFaults(world: World, claim: SignatureClaim, operation: RequestedOperation): readonly Fault[] {
  const caller = world.keys.find(claim.accessKeyId)?.caller;
  const role = requestedRole(operation);
  const own = caller?.identity.kind === "session" ? caller.identity.roleName : null;
  return world.faults.meet({
    service: operation.service,
    operation: operation.name,
    account: role?.account ?? caller?.account ?? null,
    region: claim.region,
    role: role?.name ?? own,
  });
}

/** An unsigned request is refused in the protocol that it seems to be of. */
function guessService(exchange: Exchange): Service {
  return exchange.headers["x-amz-target"] === undefined ? "ec2" : "ssm";
}

function toServiceError(service: Service, error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  console.error("The stand-in failed:", error);
  return commonError(service, "internal", "The stand-in failed; its log says how.");
}

function errorReply(service: Service, error: ServiceError, requestId: string): Reply {
  if (service === "ec2") return ec2ErrorReply(error, requestId);
  return service === "ssm" ? jsonErrorReply(error, requestId) : awsQueryErrorReply(service, error, requestId);
}
