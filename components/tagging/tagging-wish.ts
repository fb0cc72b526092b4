import type { TaggingAction, TaggingTarget } from "#lib/domain/tagging.ts";

/** What somebody wants to have done, before anything was read for it. */
export type TaggingWish =
  | {
      action: Exclude<TaggingAction, "undo">;
      nodes: readonly TaggingTarget[];
      /** For a limited time: an owner, a case and an end are asked for. */
      incident?: boolean;
    }
  | {
      action: "undo";
      job: string;
      /** Without them: every node that the job wrote to. */
      nodes?: readonly TaggingTarget[];
    };

/** A job that was started already, here or elsewhere, to look at. */
export type FollowedJob = { follow: string };
