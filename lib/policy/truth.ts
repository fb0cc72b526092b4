/** Three-valued truth (Kleene): what is not known stays not known unless it cannot matter. */
export type Truth = "yes" | "no" | "unknown";

/** No if one is no; yes if all are yes (also of none); else unknown. */
export function allOf(truths: Iterable<Truth>): Truth {
  let result: Truth = "yes";
  for (const truth of truths) {
    if (truth === "no") return "no";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

/** Yes if one is yes; no if all are no (also of none); else unknown. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let result: Truth = "no";
  for (const truth of truths) {
    if (truth === "yes") return "yes";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

export function not(truth: Truth): Truth {
  if (truth === "unknown") return "unknown";
  return truth === "yes" ? "no" : "yes";
}

export function truthOf(value: boolean): Truth {
  return value ? "yes" : "no";
}
