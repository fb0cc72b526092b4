import { requireAllowed } from "../identity/authorise.ts";
import { ServiceError } from "../service-error.ts";
import { tagDelay } from "../tag-delay.ts";
import { EC2_BUCKETS } from "../throttle/bucket-size.ts";
import { endDryRun } from "./dry-run.ts";
import type { Ec2Operation } from "./operation.ts";
import { tagQuestions } from "./tag-questions.ts";
import { findTaggable, readTagRequest, refuseConcurrentAccess, TAG_PARAMETERS } from "./tag-request.ts";

/** Tags of a resource that do not count against the limit begin with `aws:` (EC2 User Guide, "Tag restrictions"). */
const MOST_USER_TAGS = 50;

/** Adds or overwrites the named tags on 1 to 1000 instances. All or nothing: no id, no permission, no tag. */
export const createTags: Ec2Operation = {
  parameters: TAG_PARAMETERS,
  bucket: () => EC2_BUCKETS.tagging,
  run(call, parameters) {
    const request = readTagRequest(parameters);
    if (request.tags.length === 0) throw new ServiceError("MissingParameter", "The request must contain the parameter tagSet");
    const changes = request.tags.map(({ key, value }) => {
      if (value === null)
        throw new ServiceError("MissingParameter", `The request must contain the parameter Value for the tag '${key}'`);
      return { key, value };
    });
    requireAllowed(call, ...tagQuestions(call, "ec2:CreateTags", request));
    endDryRun(parameters);
    const rows = findTaggable(call, request.ids);
    refuseConcurrentAccess(call, request.ids);
    const { world, cell, nowMs } = call;
    for (const row of rows) {
      const keys = new Set([...world.tags.latest(cell, row).keys(), ...changes.map(({ key }) => key)]);
      const counted = [...keys].filter((key) => !key.startsWith("aws:")).length;
      if (counted > MOST_USER_TAGS) {
        throw new ServiceError("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
      }
    }
    for (const row of rows) world.tags.write(cell, row, changes, { delayMs: tagDelay(call), nowMs });
    return "<return>true</return>";
  },
};
