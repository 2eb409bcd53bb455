/** The contract's version: moves whenever a schema changes; `history` says which shapes each number stood for. */
export const CONTRACT_VERSION = 7;
