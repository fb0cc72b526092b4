import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { NODE_SHOWN } from "./filter-nodes.ts";

/** What a link to a job has to carry of which of its nodes are listed. */
export const jobUrl = {
  show: parseAsStringLiteral(NODE_SHOWN).withDefault("all"),
  q: parseAsString.withDefault(""),
};
