import "server-only";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { type AccountConfig, getConfig } from "#lib/config/config.ts";
import type { AccountId, RegionName } from "#lib/domain/ids.ts";
import { partitionOf } from "#lib/domain/partition.ts";
import { getSettings } from "#lib/settings.ts";
import {
  assumedRoleCredentials,
  type CredentialSource,
  currentCredentials,
  type KeptCredentials,
} from "./account-credentials.ts";
import { AWS_LIMITS, type AwsLimits } from "./aws-limits.ts";
import type { CellClients } from "./cell-clients.ts";
import { type IamClients, iamRegionOf } from "./iam-clients.ts";
import { PACED_ATTEMPTS, pacedAttempts } from "./paced-attempts.ts";
import { Pacing } from "./pacing.ts";
import { RecentMap } from "./recent-map.ts";
import { RENEWED_CREDENTIALS, renewedCredentials } from "./renewed-credentials.ts";
import { Sha256 } from "./sha256.ts";
import { sharedChain } from "./shared-chain.ts";
import { type PresentTag, tagWriteSession } from "./tag-write-session.ts";

export type AwsAccessOptions = {
  homeRegion: string;
  /** Accounts with a role of their own; every other account is taken for that of the current credentials. */
  accounts: readonly AccountConfig[];
  limits?: Partial<AwsLimits>;
  /** In place of the SDK's own settings (AWS_ENDPOINT_URL and the like). */
  endpoint?: string;
  /** In place of the SDK's default chain. */
  credentials?: CredentialSource;
};

type ConfiguredEndpoint = EC2Client["config"]["serviceConfiguredEndpoint"];

/** Everything that calls AWS goes through one of these: one set of connections, credentials and pacers per process. */
export class AwsAccess {
  readonly limits: AwsLimits;
  /** In the home region, with the current credentials. */
  readonly sts: STSClient;
  readonly #options: AwsAccessOptions;
  readonly #current: KeptCredentials;
  readonly #credentials = new Map<AccountId, KeptCredentials>();
  readonly #cells = new Map<string, CellClients>();
  readonly #stsOf = new Map<AccountId, STSClient>();
  readonly #guards = new RecentMap<KeptCredentials>(MOST_GUARDS);
  readonly #guardedCells = new RecentMap<CellClients>(MOST_GUARDS);
  readonly #iam = new Map<AccountId, IamClients>();
  readonly #endpoints = new Map<string, ConfiguredEndpoint>();

  constructor(options: AwsAccessOptions) {
    this.#options = options;
    this.limits = { ...AWS_LIMITS, ...options.limits };
    this.#current = currentCredentials(options.credentials ?? sharedChain);
    this.sts = new STSClient({
      region: options.homeRegion,
      credentials: this.#current,
      maxAttempts: this.limits.attempts,
      requestHandler: {
        connectionTimeout: this.limits.connectMs,
        requestTimeout: this.limits.attemptMs,
        socketTimeout: this.limits.attemptMs,
        throwOnRequestTimeout: true,
        httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
        httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      },
      ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    });
    this.sts.middlewareStack.addRelativeTo(renewedCredentials(this.#current), RENEWED_CREDENTIALS);
  }

  /** Throws AwsError where the account's credentials cannot be had; the answer is kept until they expire. */
  async checkCredentials(account: AccountId): Promise<void> {
    await this.#credentialsOf(account)();
  }

  /** Ends all connections. Only for short-lived uses; the dashboard keeps its access for life. */
  close(): void {
    this.sts.destroy();
  }

  cell(account: AccountId, region: RegionName): CellClients {
    const key = `${account} ${region}`;
    const known = this.#cells.get(key);
    if (known) return known;
    const clients = this.#makeCell(account, region, this.#credentialsOf(account), new Pacing());
    this.#cells.set(key, clients);
    return clients;
  }

  /**
   * Clients with which AWS lets a tag be written only to instances that carry `present` at that moment
   * (tag-write-session.ts), paced together with the cell's own; one session for all regions of the account. undefined where
   * the account's role is not assumed, because only an assumed role's session can be narrowed, and where key and value
   * are more than a session policy can say.
   */
  guardedCell(account: AccountId, region: RegionName, present: PresentTag): CellClients | undefined {
    const entry = this.#options.accounts.find((candidate) => candidate.account === account);
    if (entry?.roleArn == null) return undefined;
    const { roleArn, externalId } = entry;
    const cell = this.cell(account, region);
    const sessionPolicy = tagWriteSession(cell.partition, present);
    if (sessionPolicy === undefined) return undefined;
    const session = `${account} ${sessionPolicy}`;
    return this.#guardedCells.get(`${region} ${session}`, () => {
      const credentials = this.#guards.get(session, () =>
        assumedRoleCredentials(this.sts, { account, roleArn, externalId, sessionPolicy }, this.limits.callMs),
      );
      return this.#makeCell(account, region, credentials, cell.pacing);
    });
  }

  #makeCell(account: AccountId, region: RegionName, credentials: KeptCredentials, pacing: Pacing): CellClients {
    const config = this.#clientConfig(credentials, region);
    const ec2 = new EC2Client(config);
    const ssm = new SSMClient(config);
    this.#shareEndpoint(ec2.config);
    this.#shareEndpoint(ssm.config);
    ec2.middlewareStack.addRelativeTo(pacedAttempts("ec2", pacing), PACED_ATTEMPTS);
    ssm.middlewareStack.addRelativeTo(pacedAttempts("ssm", pacing), PACED_ATTEMPTS);
    ec2.middlewareStack.addRelativeTo(renewedCredentials(credentials), RENEWED_CREDENTIALS);
    ssm.middlewareStack.addRelativeTo(renewedCredentials(credentials), RENEWED_CREDENTIALS);
    // Nobody gives the SDK a logger, and its step goes through every answer all the same to take secrets out for one.
    ec2.middlewareStack.remove("loggerMiddleware");
    ssm.middlewareStack.remove("loggerMiddleware");
    return { account, region, partition: partitionOf(region), ec2, ssm, limits: this.limits, pacing };
  }

  /**
   * A client looks for an endpoint of its own service in the environment and the shared files when it is first used; for
   * the same service all of them find the same one, so the first one looks for all.
   */
  #shareEndpoint(config: { serviceId: string; serviceConfiguredEndpoint?: ConfiguredEndpoint }): void {
    const { serviceId, serviceConfiguredEndpoint } = config;
    const known = this.#endpoints.get(serviceId) ?? serviceConfiguredEndpoint;
    if (known === undefined) return;
    this.#endpoints.set(serviceId, known);
    config.serviceConfiguredEndpoint = known;
  }

  /** STS with the account's own credentials, in the home region. */
  stsOf(account: AccountId): STSClient {
    const known = this.#stsOf.get(account);
    if (known) return known;
    const credentials = this.#credentialsOf(account);
    const sts = new STSClient(this.#clientConfig(credentials, this.#options.homeRegion));
    sts.middlewareStack.addRelativeTo(renewedCredentials(credentials), RENEWED_CREDENTIALS);
    this.#stsOf.set(account, sts);
    return sts;
  }

  /** IAM is one service for the whole partition: an account has one client of it, whatever the regions. */
  iam(account: AccountId): IamClients {
    const known = this.#iam.get(account);
    if (known) return known;
    const partition = partitionOf(this.#options.homeRegion);
    const pacing = new Pacing();
    const credentials = this.#credentialsOf(account);
    const iam = new IAMClient(this.#clientConfig(credentials, iamRegionOf(partition)));
    iam.middlewareStack.addRelativeTo(renewedCredentials(credentials), RENEWED_CREDENTIALS);
    iam.middlewareStack.addRelativeTo(pacedAttempts("iam", pacing), PACED_ATTEMPTS);
    const clients: IamClients = { account, partition, iam, limits: this.limits };
    this.#iam.set(account, clients);
    return clients;
  }

  #clientConfig(credentials: KeptCredentials, region: string) {
    const { endpoint } = this.#options;
    const { useFipsEndpoint, useDualstackEndpoint, retryMode, defaultsMode, userAgentAppId, authSchemePreference } =
      this.sts.config;
    return {
      // What the environment and the shared files say is read once: a client that finds it out by itself costs a
      // millisecond, and there are two for every account and region.
      useFipsEndpoint,
      useDualstackEndpoint,
      retryMode,
      defaultsMode,
      userAgentAppId,
      authSchemePreference,
      sha256: Sha256,
      region,
      credentials,
      maxAttempts: this.limits.attempts,
      // All clients share the connections of the first one.
      requestHandler: this.sts.config.requestHandler,
      ...(endpoint ? { endpoint } : {}),
    };
  }

  #credentialsOf(account: AccountId): KeptCredentials {
    const known = this.#credentials.get(account);
    if (known) return known;
    const entry = this.#options.accounts.find((candidate) => candidate.account === account);
    const source =
      entry?.roleArn == null
        ? this.#current
        : assumedRoleCredentials(this.sts, { account, roleArn: entry.roleArn, externalId: entry.externalId }, this.limits.callMs);
    this.#credentials.set(account, source);
    return source;
  }
}

/** A tag has as many values as people have typed; a job needs one guard per account and value that it writes over. */
const MOST_GUARDS = 200;

/**
 * Per endpoint, which on AWS is a service in a region. More than a sweep has under way in all, because a stand-in or a
 * proxy is one endpoint for everything, and a hanging region must not hold up the others.
 */
const MAX_SOCKETS = 512;

// Next bundles every route by itself; the pacers only mean something if all routes share them.
const memory = globalThis as { cadoReachAws?: AwsAccess };

/** The dashboard's own access, as settings and configuration say. */
export function getAwsAccess(): AwsAccess {
  memory.cadoReachAws ??= new AwsAccess({ homeRegion: getSettings().homeRegion, accounts: getConfig().accounts });
  return memory.cadoReachAws;
}
