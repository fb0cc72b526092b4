import { nodeArn } from "../arns.ts";
import type { CellCall } from "../call.ts";
import { type Question, tagContext } from "../identity/authorise.ts";
import type { TagRequest } from "./tag-request.ts";

/**
 * What CreateTags or DeleteTags asks IAM, for every instance by itself: the tags asked for, and those that it has. A
 * request without tags carries no aws:TagKeys at all. Ids that do not exist are asked for without their tags.
 */
export function tagQuestions({ cell }: CellCall, action: string, { ids, tags }: TagRequest): Question[] {
  const asked: Record<string, string | readonly string[]> = {};
  for (const { key, value } of tags) if (value !== null) asked[`aws:RequestTag/${key}`] = value;
  if (tags.length > 0) asked["aws:TagKeys"] = tags.map(({ key }) => key);
  return ids.map((id) => {
    const row = cell.indexOf(id);
    const present = row >= 0 && cell.exists(row) ? tagContext(["aws:ResourceTag", "ec2:ResourceTag"], cell.tags(row)) : {};
    return { action, resource: nodeArn(cell, id), context: { ...present, ...asked } };
  });
}
