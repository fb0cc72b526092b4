import type { RequestedOperation } from "./requested-operation.ts";

/** A request to change tags, as it came and as it ended here. */
export type RecordedWrite = {
  /** `CreateTags` */
  operation: string;
  /** The caller's account and ARN; null where the request was not of anybody. */
  account: string | null;
  caller: string | null;
  region: string;
  ids: readonly string[];
  /** A value of null: none was sent. */
  tags: readonly { key: string; value: string | null }[];
  dryRun: boolean;
  /** `accepted`: carried out. Otherwise the code of the refusal, or `lost` where the request never got here. */
  outcome: string;
  /** False where a fault kept the answer from the client. */
  answered: boolean;
  requestId: string;
  /** Epoch milliseconds by the stand-in's clock. */
  atMs: number;
};

const TAG_WRITES = new Set(["CreateTags", "DeleteTags", "AddTagsToResource", "RemoveTagsFromResource"]);

/** The requests to change tags since the start or since they were forgotten, where the stand-in was told to keep them. */
export class WriteLog {
  readonly isOn: boolean;
  #writes: RecordedWrite[] = [];

  constructor(isOn: boolean) {
    this.isOn = isOn;
  }

  list(): readonly RecordedWrite[] {
    return this.#writes;
  }

  forget(): void {
    this.#writes = [];
  }

  /** Keeps the request where it is one to change tags. */
  record(operation: RequestedOperation, rest: Omit<RecordedWrite, "operation" | "ids" | "tags" | "dryRun">): void {
    if (!this.isOn || !TAG_WRITES.has(operation.name)) return;
    this.#writes.push({ operation: operation.name, ...askedOf(operation), ...rest });
  }
}

/** What the request asks for, as far as it can be read: a malformed one is recorded too. */
function askedOf(operation: RequestedOperation): Pick<RecordedWrite, "ids" | "tags" | "dryRun"> {
  if (operation.protocol === "query") {
    const { parameters } = operation;
    const tags = parameters
      .members("Tag")
      .map((tag) => ({ key: parameters.text(`${tag}.Key`) ?? "", value: parameters.text(`${tag}.Value`) ?? null }));
    return { ids: parameters.list("ResourceId"), tags, dryRun: parameters.text("DryRun")?.toLowerCase() === "true" };
  }
  const { ResourceId, Tags, TagKeys } = operation.members;
  const added = listOf(Tags).map((tag) => {
    const { Key, Value }: Readonly<Record<string, unknown>> = typeof tag === "object" && tag !== null ? { ...tag } : {};
    return { key: textOf(Key) ?? "", value: textOf(Value) };
  });
  const removed = listOf(TagKeys).map((key) => ({ key: textOf(key) ?? "", value: null }));
  return { ids: listOf([ResourceId]).flatMap((id) => textOf(id) ?? []), tags: [...added, ...removed], dryRun: false };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
