import { requireAllowed } from "../identity/authorise.ts";
import { tagDelay } from "../tag-delay.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { checkTagKey, findHybrid, hybridQuestion, readHybridId, refuseConcurrentUpdates } from "./hybrid-tags.ts";
import type { SsmOperation } from "./operation.ts";

/** Takes tags of one hybrid node away by key, whatever their value. A key that is not there is no error. */
export const removeTagsFromResource: SsmOperation = {
  bucket: SSM_BUCKETS.tagging,
  run(call, input) {
    const id = readHybridId(input);
    const keys = input.texts("TagKeys", { min: 0, max: 1000 });
    for (const key of keys) checkTagKey(key);
    requireAllowed(call, hybridQuestion(call, id, { "aws:TagKeys": keys }));
    const row = findHybrid(call, id);
    refuseConcurrentUpdates(call);
    const { world, cell, nowMs } = call;
    const present = world.tags.latest(cell, row);
    const changes = keys.filter((key) => present.has(key)).map((key) => ({ key, value: null }));
    world.tags.write(cell, row, changes, { delayMs: tagDelay(call), nowMs });
    return {};
  },
};
