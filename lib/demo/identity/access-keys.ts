import { createHash, randomBytes } from "node:crypto";
import type { PolicyJson, RoleRecord } from "../estate/roles/role-record.ts";
import type { AccessKey, Caller } from "./caller.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The account in which the stand-in's users live. */
export const HOME_ACCOUNT = "111111111111";

export type NewSession = { sessionName: string; seconds: number; sessionPolicy: PolicyJson | null; nowMs: number };

/** Every key that the stand-in takes: its two users' and those of the sessions that were assumed. */
export class AccessKeys {
  readonly #keys = new Map<string, AccessKey>();
  /** May do everything, and assume every role. For people with an AWS CLI. */
  readonly administrator: AccessKey;
  /** What the dashboard runs as: reads and tags its own account, assumes the reach roles of the others. */
  readonly dashboard: AccessKey;

  /** The users' keys follow from the seed, so that printed lines stay good over a restart. */
  constructor(seed: number) {
    this.administrator = this.#add(userKey("demo-admin", true, seed));
    this.dashboard = this.#add(userKey("cado-reach-dashboard", false, seed));
  }

  find(accessKeyId: string): AccessKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  /** Makes the keys of a new session of the role. Sessions that ended an hour ago are forgotten, as AWS does in time. */
  startSession(role: RoleRecord, { sessionName, seconds, sessionPolicy, nowMs }: NewSession): AccessKey & { session: object } {
    for (const [id, key] of this.#keys) {
      if (key.session && key.session.expiresMs < nowMs - 3_600_000) this.#keys.delete(id);
    }
    const caller: Caller = {
      account: role.account,
      arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${sessionName}`,
      userId: `${role.roleId}:${sessionName}`,
      principalArn: role.arn,
      identity: { kind: "session", roleName: role.name, sessionPolicy },
    };
    const session = { token: randomBytes(240).toString("base64"), expiresMs: nowMs + seconds * 1000 };
    const secretAccessKey = randomBytes(30).toString("base64");
    const key = { accessKeyId: keyId("ASIA", randomBytes(16)), secretAccessKey, session, caller };
    this.#keys.set(key.accessKeyId, key);
    return key;
  }

  #add(key: AccessKey): AccessKey {
    this.#keys.set(key.accessKeyId, key);
    return key;
  }
}

function userKey(name: string, administrator: boolean, seed: number): AccessKey {
  const material = createHash("sha512").update(`cado-reach stand-in ${seed} ${name}`).digest();
  const arn = `arn:aws:iam::${HOME_ACCOUNT}:user/${name}`;
  return {
    accessKeyId: keyId("AKIA", material.subarray(0, 16)),
    secretAccessKey: material.subarray(16, 46).toString("base64"),
    session: null,
    caller: {
      account: HOME_ACCOUNT,
      arn,
      userId: keyId("AIDA", material.subarray(46, 62)),
      principalArn: arn,
      identity: { kind: "user", name, administrator },
    },
  };
}

function keyId(prefix: string, bytes: Uint8Array): string {
  return prefix + Array.from(bytes, (byte) => BASE32[byte % 32]).join("");
}
