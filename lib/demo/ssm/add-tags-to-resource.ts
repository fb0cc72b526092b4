import { requireAllowed } from "../identity/authorise.ts";
import { ServiceError } from "../service-error.ts";
import { tagDelay } from "../tag-delay.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { checkTagKey, checkTagValue, findHybrid, hybridQuestion, readHybridId, refuseConcurrentUpdates } from "./hybrid-tags.ts";
import type { SsmOperation } from "./operation.ts";

const MOST_TAGS = 50;

/** Adds or overwrites tags of one hybrid node. */
export const addTagsToResource: SsmOperation = {
  bucket: SSM_BUCKETS.tagging,
  run(call, input) {
    const id = readHybridId(input);
    const tags = input.structures("Tags", { min: 0, max: 1000 }).map((tag) => {
      const [key, value] = [tag.requiredText("Key"), tag.requiredText("Value")];
      checkTagKey(key);
      checkTagValue(value);
      return { key, value };
    });
    const asked: Record<string, string | readonly string[]> = { "aws:TagKeys": tags.map(({ key }) => key) };
    for (const { key, value } of tags) asked[`aws:RequestTag/${key}`] = value;
    requireAllowed(call, hybridQuestion(call, id, asked));
    const row = findHybrid(call, id);
    refuseConcurrentUpdates(call);
    const { world, cell, nowMs } = call;
    const keys = new Set([...world.tags.latest(cell, row).keys(), ...tags.map(({ key }) => key)]);
    if (keys.size > MOST_TAGS) throw new ServiceError("TooManyTagsError", `A resource can have at most ${MOST_TAGS} tags.`);
    world.tags.write(cell, row, tags, { delayMs: tagDelay(call), nowMs });
    return {};
  },
};
