/** What happened on the wire so far; tests and diagnostics read it. */
export interface Counters {
  connects: number;
  resumes: number;
  gaps: number;
  duplicates: number;
  unknownEntries: number;
  renewals: number;
  resent: number;
}

export const zeroCounters = (): Counters => ({
  connects: 0,
  resumes: 0,
  gaps: 0,
  duplicates: 0,
  unknownEntries: 0,
  renewals: 0,
  resent: 0,
});
