import { requireAllowed } from "../identity/authorise.ts";
import { SSM_BUCKETS } from "../throttle/bucket-size.ts";
import { findHybrid, hybridQuestion, readHybridId } from "./hybrid-tags.ts";
import type { SsmOperation } from "./operation.ts";

/** All tags of one hybrid node. */
export const listTagsForResource: SsmOperation = {
  bucket: SSM_BUCKETS.describe,
  run(call, input) {
    const id = readHybridId(input);
    requireAllowed(call, hybridQuestion(call, id));
    const tags = call.cell.tags(findHybrid(call, id));
    return { TagList: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
};
