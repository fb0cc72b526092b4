import { AwsAccess } from "#lib/aws/aws-access.ts";
import { parseAccountId, parseRegionName } from "#lib/domain/ids.ts";
import { DOCUMENTED_TAG } from "#lib/domain/tag-spec.ts";
import { PATIENCE, type Patience, type TaggingEstate } from "#lib/tagging/tagging-estate.ts";

/** What a worker process needs to know of the stand-in that another process runs. */
export type EstateAddress = {
  url: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  accounts: readonly { id: string; roleArn: string; externalId: string | null }[];
  regions: readonly string[];
  /** Nodes, for the limit above which their number is typed; not asked for here. */
  size: number;
};

/** The estate of a stand-in, spoken to by the real SDK. */
export function estateAt(
  { url, credentials, accounts, regions, size }: EstateAddress,
  patience: Partial<Patience> = {},
): TaggingEstate {
  const access = new AwsAccess({
    homeRegion: "us-east-1",
    accounts: accounts.map(({ id, roleArn, externalId }) => {
      const account = parseAccountId(id);
      if (account === undefined) throw new Error(`${id} is no account.`);
      return { account, label: "", roleArn, externalId, regions: null, role: null };
    }),
    endpoint: url,
    credentials: async () => credentials,
  });
  const known = new Map(
    accounts.map(({ id }) => [id, new Map(regions.filter((name) => parseRegionName(name)).map((name) => [name, null]))]),
  );
  return {
    tag: DOCUMENTED_TAG,
    known,
    clients: (account, region) => access.cell(account, region),
    guardedClients: (account, region, present) => access.guardedCell(account, region, present),
    onSpellingsRead: () => undefined,
    size: () => size,
    rules: { confirmAbove: 1_000_000, confirmShare: 1, referenceRequired: false, planMinutes: 60, sessionPolicy: false },
    patience: { ...PATIENCE, ...patience },
  };
}
