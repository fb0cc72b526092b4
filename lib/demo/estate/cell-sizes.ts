import type { Random } from "./random.ts";

export type CellPlace = { account: string; region: string };

/** Where most of the company runs; shares of the whole estate. Hybrid nodes are where the data centres were joined. */
const HEAVY: readonly (readonly [account: string, region: string, share: number, hybridShare: number])[] = [
  ["111111111111", "us-east-1", 0.23, 0],
  ["111111111111", "eu-west-1", 0.14, 0.2],
  ["222222222222", "us-east-1", 0.11, 0.5],
  ["333333333333", "us-west-2", 0.08, 0],
  ["222222222222", "eu-central-1", 0.07, 0.3],
  ["111111111111", "us-west-2", 0.05, 0],
  ["111111111111", "ap-southeast-2", 0.04, 0],
  ["222222222222", "eu-south-1", 0.012, 0],
];

/** Regions that the accounts have and nobody uses. */
const EMPTY = 8;

/** How many EC2 instances each place has: a few heavy ones, a long tail, some empty. They add up to `instances` exactly. */
export function cellSizes(places: readonly CellPlace[], instances: number, random: Random): number[] {
  const shares = places.map((place) => heavy(place)?.[2] ?? 0);
  const light = places.flatMap((place, at) => (heavy(place) === undefined ? [at] : []));
  const left = 1 - shares.reduce((sum, share) => sum + share, 0);
  const tail = shuffled(light, random).slice(EMPTY);
  const ranks = tail.reduce((sum, _, rank) => sum + 1 / (rank + 2), 0);
  tail.forEach((at, rank) => {
    shares[at] = left / (rank + 2) / ranks;
  });
  return divide(shares, instances);
}

/** All instances in one place, the heaviest. */
export function oneCellSizes(places: readonly CellPlace[], instances: number): number[] {
  const [account, region] = HEAVY[0] ?? [];
  return places.map((place) => (place.account === account && place.region === region ? instances : 0));
}

/** The same number everywhere, or with `heavyShare` that much of them in the heaviest place and the rest spread over the others. */
export function evenSizes(places: readonly CellPlace[], instances: number, heavyShare: number): number[] {
  const [account, region] = HEAVY[0] ?? [];
  const isHeavy = (place: CellPlace) => heavyShare > 0 && place.account === account && place.region === region;
  const others = places.filter((place) => !isHeavy(place)).length;
  return divide(
    places.map((place) => (isHeavy(place) ? heavyShare : (1 - heavyShare) / others)),
    instances,
  );
}

/**
 * How many hybrid nodes each place has, at least one in all: one for a hundred instances, or spread evenly one for a
 * thousand, because each costs a reader of tags a call.
 */
export function hybridSizes(places: readonly CellPlace[], instances: number, even: boolean): number[] {
  const shares = places.map((place) => (even ? 1 / places.length : (heavy(place)?.[3] ?? 0)));
  return divide(shares, Math.max(1, Math.round(instances / (even ? 1000 : 100))));
}

function heavy(place: CellPlace) {
  return HEAVY.find(([account, region]) => account === place.account && region === place.region);
}

/** Whole numbers in the proportion of the shares, which add up to 1, and that add up to `total` (largest remainders). */
function divide(shares: readonly number[], total: number): number[] {
  const sizes = shares.map((share) => Math.floor(share * total));
  const missing = total - sizes.reduce((sum, size) => sum + size, 0);
  const byRemainder = shares
    .map((share, at) => ({ at, remainder: share * total - Math.floor(share * total) }))
    .toSorted((one, other) => other.remainder - one.remainder || one.at - other.at);
  for (const { at } of byRemainder.slice(0, missing)) sizes[at] = (sizes[at] ?? 0) + 1;
  return sizes;
}

function shuffled(items: readonly number[], random: Random): number[] {
  return items
    .map((item) => ({ item, order: random.uint32() }))
    .toSorted((one, other) => one.order - other.order || one.item - other.item)
    .map(({ item }) => item);
}
