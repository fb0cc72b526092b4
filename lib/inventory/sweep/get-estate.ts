import "server-only";
import { getAwsAccess } from "#lib/aws/aws-access.ts";
import { getConfig } from "#lib/config/config.ts";
import { parseRegionName } from "#lib/domain/ids.ts";
import { getSettings } from "#lib/settings.ts";
import { EstateSweep } from "./estate-sweep.ts";

// Next bundles every route by itself; there is one estate for all of them.
const memory = globalThis as { cadoReachEstate?: EstateSweep };

/** The dashboard's own estate, as settings and configuration say. */
export function getEstate(): EstateSweep {
  if (memory.cadoReachEstate) return memory.cadoReachEstate;
  const homeRegion = parseRegionName(getSettings().homeRegion);
  if (homeRegion === undefined) throw new Error("The settings let a home region through that is none.");
  const { accounts, tag, sweep } = getConfig();
  const reading = { properties: sweep.ssm === "properties", split: sweep.splitHeavyCells };
  memory.cadoReachEstate = new EstateSweep({ aws: getAwsAccess(), homeRegion, accounts, tag, reading });
  return memory.cadoReachEstate;
}
