import type { LookAlikeAdvice, LookAlikeCode } from "./advice.ts";
import type { NoDenial } from "./denial.ts";

/** What a text that holds no denial says instead, and what to do: other errors are often taken for one. */
export function adviseOnLookAlike({ code }: NoDenial): LookAlikeAdvice {
  const kind = code === undefined ? "nothing" : (KINDS.get(code.toLowerCase()) ?? "other-error");
  return { code: kind, ...WORDS[kind](code ?? "") };
}

const KINDS: ReadonlyMap<string, LookAlikeCode> = new Map<string, LookAlikeCode>([
  ["invalidinstanceid", "not-managed"],
  ["targetnotconnected", "not-connected"],
  ["unsupportedplatformtype", "wrong-platform"],
  ["invalidinstanceid.notfound", "id-not-found"],
  ["invalidinstanceid.malformed", "id-not-found"],
  ["dryrunoperation", "dry-run"],
  ["throttlingexception", "throttled"],
  ["throttling", "throttled"],
  ["requestlimitexceeded", "throttled"],
  ["toomanyrequestsexception", "throttled"],
  ["expiredtokenexception", "expired"],
  ["expiredtoken", "expired"],
  ["requestexpired", "expired"],
]);

type Words = Omit<LookAlikeAdvice, "code">;

const WORDS: Readonly<Record<LookAlikeCode, (code: string) => Words>> = {
  "not-managed": () => ({
    title: "This is no denial: SSM cannot run anything on the node as it is.",
    detail: "InvalidInstanceId means that the node is not managed by Systems Manager, does not run, or is not in this region.",
    steps: [
      "Look at the node’s state and SSM column on the Instances screen.",
      "Start it, or see to its agent, its permission and its way to the ssm endpoints. The tag makes no difference here.",
    ],
  }),
  "not-connected": () => ({
    title: "This is no denial: the node’s agent is not connected.",
    detail: "TargetNotConnected means that Session Manager has no channel to the agent.",
    steps: [
      "Check that the instance runs, that the agent is recent, and that it gets out to the ssmmessages endpoint.",
      "The tag makes no difference here.",
    ],
  }),
  "wrong-platform": () => ({
    title: "This is no denial: the document is for another operating system.",
    detail: "AWS-RunShellScript serves Linux and macOS, AWS-RunPowerShellScript serves Windows.",
    steps: ["Use the document of the node’s platform. The tag makes no difference here."],
  }),
  "id-not-found": () => ({
    title: "This is no denial: EC2 does not know the instance.",
    detail: "It may be terminated, be in another region or account, or be so new that EC2 does not show it yet.",
    steps: ["Check the id, the region and the account; refresh the estate."],
  }),
  "dry-run": () => ({
    title: "This is no denial: the request would have succeeded.",
    detail: "DryRunOperation is how EC2 says that the caller is allowed to.",
    steps: ["Nothing has to be done. Send it without the dry run."],
  }),
  throttled: () => ({
    title: "This is no denial: AWS asked the caller to slow down.",
    detail: "The account’s rate for this call was used up, perhaps by another tool.",
    steps: ["Try again after a moment, with fewer calls at once."],
  }),
  expired: () => ({
    title: "This is no denial: the caller’s credentials have expired.",
    detail: "AWS did not get as far as looking at a policy.",
    steps: ["Sign in again, or renew the session, and try once more. Check the machine’s clock if they are new."],
  }),
  "other-error": (code) => ({
    title: `This is no denial: the error is ${code}.`,
    detail: "AWS refused the request for another reason than permission.",
    steps: ["Look the code up in the documentation of the call. The tag makes no difference here."],
  }),
  nothing: () => ({
    title: "There is no denial in this text.",
    detail:
      "A denial says “is not authorized to perform”, or carries a code such as AccessDeniedException or UnauthorizedOperation.",
    steps: ["Paste the whole error, with the lines around it."],
  }),
};
