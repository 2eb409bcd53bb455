/**
 * Who gets what answer from which route, for one client account:
 *
 *   own  who holds what the route is about (`/rel`, `/sec` … say as what kind of person), where that is somebody else
 *   rel  a therapist who is related      oth  a therapist who is not        for  one who was related until yesterday
 *   tmp  one with temporary access       end  one whose temporary access ended
 *   sec  a secretary                     app  an application manager
 *   cli  the client                      ocl  another client                rep  a related person of the client
 *
 *   ok   the route's own success         404  the answer for what does not exist, byte for byte
 *   ro   403 `read-only`          you  403 `not-yourself` (T-04)     other numbers as they are
 *   -    nothing of the kind
 *
 * Before that, where a route needs it: `invited` the client has not activated the account yet; `off-client`,
 * `off-colleague` the client, the professional is deactivated; `requests` relate requests are on; `closed` searching
 * outside the caseload is off; `no-invites` therapists do not invite related persons.
 *
 * Who is signed out, or whose session was revoked, gets 401 on every line but those of `public` and `service`.
 */
const table = `
                                    own      rel oth for tmp end sec app cli ocl rep
sign-out                            -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
read-me                             -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
change-me                           -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
change-me:account                   ok/rel   404 404 404 404 404 404 404 404 404 404
change-password                     -        401 401 401 401 401 401 401 401 401 401
request-email-change                -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
list-sessions                       -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
revoke-session                      ok/rel   404 404 404 404 404 404 404 404 404 404
revoke-other-sessions               -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
start-second-factor                 -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
confirm-second-factor               -        401 401 401 401 401 401 401 401 401 401
remove-second-factor                -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
renew-recovery-codes                -        404 404 404 404 404 404 404 404 404 404
issue-token                         -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
read-inbox                          -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
read-notification                   ok/rel   404 404 404 404 404 404 404 404 404 404
read-push                           -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
subscribe-to-push                   -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
unsubscribe-from-push               -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
mark-inbox-read                     -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
list-failed-mails                   -        404 404 404 404 404 404 ok  404 404 404
resend-failed-mail                  -        404 404 404 404 404 404 404 404 404 404
read-notification-preferences       -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
choose-notifications                -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
choose-notifications:therapist      -        ok  ok  ok  ok  ok  404 404 404 404 404
choose-notifications:always         -        409 409 409 409 409 409 409 409 409 409
change-notification-settings        -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
change-notification-settings:discreet -      404 404 404 404 404 404 404 ok  ok  ok
list-own-links                      -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
change-own-link                     -        404 404 404 404 404 404 404 404 404 ok
end-own-link                        -        404 404 404 404 404 404 404 404 404 ok
accept-link                         -        404 404 404 404 404 404 404 404 404 ok
accept-link:another's               -        404 404 404 404 404 404 404 404 404 404
refuse-link                         -        404 404 404 404 404 404 404 404 404 ok
refuse-link:another's               -        404 404 404 404 404 404 404 404 404 404
end-own-account                     -        404 404 404 404 404 404 404 404 404 ok

list-related-persons                -        ok  404 404 ok  404 404 404 404 404 404
invite-related-person               -        ok  404 404 ro  404 404 404 404 404 404
invite-related-person    no-invites -        404 404 404 ro  404 404 404 404 404 404
resend-related-person-invitation    -        ok  404 404 ro  404 404 404 404 404 404
resend-related-person-invitation:colleague - 404 404 404 ro  404 404 404 404 404 404
resend-related-person-invitation:client -    404 404 404 ro  404 404 404 404 404 404
remove-related-person               -        ok  404 404 ro  404 404 404 404 404 404
remove-related-person:invitation    -        ok  404 404 ro  404 404 404 404 404 404
remove-related-person:colleague     -        404 404 404 ro  404 404 404 404 404 404
remove-related-person:client        -        404 404 404 ro  404 404 404 404 404 404
list-own-related-persons            -        404 404 404 404 404 404 404 ok  ok  404
invite-own-related-person           -        404 404 404 404 404 404 404 ok  ok  404
resend-own-related-person-invitation -       404 404 404 404 404 404 404 ok  404 404
resend-own-related-person-invitation:therapist - 404 404 404 404 404 404 404 404 404 404
remove-own-related-person           -        404 404 404 404 404 404 404 ok  404 404
remove-own-related-person:therapist -        404 404 404 404 404 404 404 404 404 404
answer-permission                   -        404 404 404 404 404 404 404 ok  404 404
answer-permission:own               -        404 404 404 404 404 404 404 404 404 404

list-professionals                  -        ok  ok  ok  ok  ok  ok  ok  404 404 404
read-professional                   ok/rel   ok  ok  ok  ok  ok  ok  ok  404 404 404
invite-professional                 -        404 404 404 404 404 404 ok  404 404 404
change-roles                        ok/app   404 404 404 404 404 404 ok  404 404 404
preview-deactivation                404/rel  404 404 404 404 404 404 ok  404 404 404
deactivate-professional             404/rel  404 404 404 404 404 404 ok  404 404 404
reactivate-professional off-colleague -      404 404 404 404 404 404 ok  404 404 404
offer-second-factor-reset           404/rel  404 404 404 404 404 404 ok  404 404 404
register-absence                    -        ok  ok  ok  ok  ok  ok  ok  404 404 404
cancel-absence                      -        ok  ok  ok  ok  ok  ok  ok  404 404 404
preview-caseload-transfer           ok/rel   404 404 404 404 404 ok  404 404 404 404
transfer-caseload                   ok/rel   404 404 404 404 404 ok  404 404 404 404
read-caseload-transfer              ok/rel   404 404 404 404 404 404 404 404 404 404

list-clients                        -        ok  ok  ok  ok  ok  ok  ok  404 404 404
list-clients:all                    -        404 404 404 404 404 ok  404 404 404 404
list-clients:alone                  -        404 404 404 404 404 ok  404 404 404 404
read-client                         -        ok  404 404 ok  404 ok  404 404 404 404
read-client-details                 -        ok  404 404 ok  404 ok  404 404 404 404
change-client-details               -        404 404 404 ro  404 ok  404 404 404 404
create-client                       -        404 404 404 404 404 ok  404 404 404 404
propose-client                      -        ok  ok  ok  ok  ok  404 404 404 404 404
list-client-proposals               -        404 404 404 404 404 ok  404 404 404 404
accept-client-proposal              -        404 404 404 404 404 ok  404 404 404 404
decline-client-proposal             -        404 404 404 404 404 ok  404 404 404 404
resend-client-invitation   invited  -        404 404 404 ro  404 ok  404 404 404 404
withdraw-client-invitation invited  -        404 404 404 ro  404 ok  404 404 404 404
deactivate-client                   -        404 404 404 ro  404 ok  404 404 404 404
offer-client-second-factor-reset    -        404 404 404 ro  404 ok  404 404 404 404
reactivate-client       off-client  -        404 404 404 ro  404 ok  404 401 404 404

read-client-professionals           -        ok  404 404 ok  404 ok  404 404 404 404
find-colleagues                     -        ok  404 404 ok  404 ok  404 404 404 404
relate-therapist                    -        ok  404 404 ro  404 ok  404 404 404 404
relate-therapist:self               you/sec  you 404 404 ro  404 you 404 404 404 404
transfer-tools                      -        ok  404 404 ro  404 ok  404 404 404 404
preview-relation-ending             -        ok  404 404 ro  404 ok  404 404 404 404
preview-relation-ending:colleague   -        404 404 404 ro  404 ok  404 404 404 404
break-relation                      -        ok  404 404 ro  404 ok  404 404 404 404
break-relation:colleague            -        404 404 404 ro  404 ok  404 404 404 404
transfer-client                     -        ok  404 404 ro  404 ok  404 404 404 404
transfer-client:self                you/sec  you 404 404 ro  404 you 404 404 404 404
send-relate-request        requests -        ok  404 404 ro  404 ok  404 404 404 404
send-relate-request:self   requests you/sec  you 404 404 ro  404 you 404 404 404 404
send-relate-request                 -        404 404 404 ro  404 404 404 404 404 404
list-relate-requests                -        ok  ok  ok  ok  ok  ok  ok  404 404 404
cancel-relate-request      requests ok/rel   404 404 404 404 404 ok  404 404 404 404

read-circle                         -        404 404 404 404 404 404 404 ok  ok  404
wish-relation-ended                 -        404 404 404 404 404 404 404 ok  404 404
read-own-relate-request    requests -        404 404 404 404 404 404 404 ok  404 404
answer-relate-request      requests -        404 404 404 404 404 404 404 ok  404 404
list-tasks                          -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
finish-task                         -        404 404 404 404 404 ok  404 404 404 404
finish-task:permission              -        404 404 404 404 404 404 ok  404 404 404

read-catalogue                      -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
read-own-catalogue                  -        404 404 404 404 404 404 404 404 404 ok
start-own-tool                      -        404 404 404 404 404 404 404 404 404 ok
export-own-data                     -        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
list-own-tools                      -        404 404 404 404 404 404 404 ok  ok  ok
read-own-tool                       -        404 404 404 404 404 404 404 ok  404 404
save-tool-page                      -        404 404 404 404 404 404 404 ok  404 404
list-client-tools                   -        ok  404 404 ok  404 ok  404 404 404 404
assign-tool                         -        ok  404 404 ro  404 404 404 404 404 404
read-client-tool                    -        ok  404 404 ok  404 404 404 404 404 404
change-tool-guide                   -        ok  404 404 ro  404 404 404 404 404 404
give-feedback                       -        ok  404 404 ro  404 404 404 404 404 404
list-client-tasks                   -        ok  404 404 ok  404 404 404 404 404 404

search-other-clients                -        ok  ok  ok  ok  ok  404 404 404 404 404
search-other-clients       closed   -        404 404 404 404 404 404 404 404 404 404
request-relation-from-search requests ok/oth 404 404 404 404 404 404 404 404 404 404
request-relation-from-search closed 404/oth  404 404 404 404 404 404 404 404 404 404
obtain-temporary-access             ok/oth   404 404 404 404 404 404 404 404 404 404
obtain-temporary-access    closed   404/oth  404 404 404 404 404 404 404 404 404 404
end-temporary-access                -        404 404 404 ok  404 404 404 404 404 404

list-settings                       -        404 404 404 404 404 404 ok  404 404 404
change-setting                      -        404 404 404 404 404 404 ok  404 404 404
read-log                            -        404 404 404 404 404 404 ok  404 404 404
find-log-people                     -        404 404 404 404 404 404 ok  404 404 404
export-log                          -        404 404 404 404 404 404 ok  404 404 404
export-platform                     -        404 404 404 404 404 404 ok  404 404 404
list-escalated-access               -        404 404 404 404 404 404 ok  404 404 404
decide-access                       -        404 404 404 404 404 404 ok  404 404 404
read-log-chain                      -        404 404 404 404 404 404 ok  404 404 404
verify-log-chain                    -        404 404 404 404 404 404 ok  404 404 404
read-contact-history                -        ok  404 404 ok  404 404 404 404 404 404
read-own-contact-history            -        404 404 404 404 404 404 404 ok  ok  404

api-live                            public   ok
api-ready                           public   ok
api-openapi                         public   ok
api-docs                            public   ok
sign-in                             public   401
confirm-sign-in                     public   401
request-password-reset              public   ok
reset-password                      public   410
unsubscribe                         public   410
read-invitation            invited  public   ok
accept-invitation          invited  public   ok
read-invitation:related-person      public   ok
accept-invitation:related-person    public   ok
confirm-email-change                public   410
confirm-second-factor-reset         public   410
read-accounts-feed                  service  ok
read-directory-records              service  ok
read-directory-snapshot             service  ok
`;

const kinds = { rel: "related", oth: "other", sec: "secretary", app: "manager" } as const;
const situations = ["invited", "requests", "closed", "off-client", "off-colleague", "no-invites"] as const;
type Situation = (typeof situations)[number];
const isSituation = (word: string): word is Situation => situations.some((one) => one === word);
const isKind = (word: string): word is keyof typeof kinds => word in kinds;

/** One line of the table. */
export interface Row {
  /** Id of the route, and which call of it. */
  call: string;
  route: string;
  situation: Situation | null;
  line: string;
  /** Who holds it, and the answer to them. */
  own: { caller: (typeof kinds)[keyof typeof kinds]; answer: string } | null;
  /** In the order of the columns; one for all where everybody gets the same. */
  answers: string[];
  access: "session" | "public" | "service";
}

export const rows: readonly Row[] = table
  .split("\n")
  .slice(2)
  .filter((line) => line.trim() !== "")
  .map((line) => {
    const words = line.trim().split(/\s+/);
    const call = words.shift() ?? "";
    const situation = words[0] !== undefined && isSituation(words[0]) ? words[0] : null;
    const [own = "-", ...answers] = situation ? words.slice(1) : words;
    const [answer = "", kind = ""] = own.split("/");
    return {
      call,
      route: call.split(":")[0] ?? "",
      situation,
      line: line.trim(),
      own: isKind(kind) ? { caller: kinds[kind], answer } : null,
      answers,
      access: own === "public" || own === "service" ? own : "session",
    };
  });
