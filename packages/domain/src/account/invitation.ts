/** how long the link of an invitation works, in milliseconds. */
export const INVITATION_MS = 14 * 86_400_000;

/** An invitation, as far as it decides whether its link still works. */
export interface InvitationState {
  /** In milliseconds. */
  expiresAt: number;
  accepted: boolean;
  /** Voided by a newer one, a withdrawal or a corrected address. */
  ended: boolean;
  /** Of the account that it activates. */
  account: { active: boolean; activated: boolean };
}

/** the link works once, until it expires, and never for an account that somebody already owns. */
export const isInvitationOpen = ({ expiresAt, accepted, ended, account }: InvitationState, now: number): boolean =>
  !accepted && !ended && expiresAt > now && account.active && !account.activated;
