import { requireAllowed } from "../identity/authorise.ts";
import type { TagChange } from "../tag-book.ts";
import { tagDelay } from "../tag-delay.ts";
import { EC2_BUCKETS } from "../throttle/bucket-size.ts";
import { endDryRun } from "./dry-run.ts";
import type { Ec2Operation } from "./operation.ts";
import { tagQuestions } from "./tag-questions.ts";
import { findTaggable, type RequestedTag, readTagRequest, refuseConcurrentAccess, TAG_PARAMETERS } from "./tag-request.ts";

/**
 * Three meanings (EC2 API reference, DeleteTags): a key alone goes whatever its value, a key with a value only on a
 * match, and no tags at all takes every tag but those of AWS. A tag that is not there is no error.
 */
export const deleteTags: Ec2Operation = {
  parameters: TAG_PARAMETERS,
  bucket: () => EC2_BUCKETS.tagging,
  run(call, parameters) {
    const request = readTagRequest(parameters);
    requireAllowed(call, ...tagQuestions(call, "ec2:DeleteTags", request));
    endDryRun(parameters);
    const rows = findTaggable(call, request.ids);
    refuseConcurrentAccess(call, request.ids);
    const { world, cell, nowMs } = call;
    for (const row of rows) {
      const changes = deletions(world.tags.latest(cell, row), request.tags);
      world.tags.write(cell, row, changes, { delayMs: tagDelay(call), nowMs });
    }
    return "<return>true</return>";
  },
};

function deletions(present: ReadonlyMap<string, string>, asked: readonly RequestedTag[]): TagChange[] {
  const keys =
    asked.length === 0
      ? [...present.keys()].filter((key) => !key.startsWith("aws:"))
      : asked.filter(({ key, value }) => value === null || present.get(key) === value).map(({ key }) => key);
  return keys.filter((key) => present.has(key)).map((key) => ({ key, value: null }));
}
