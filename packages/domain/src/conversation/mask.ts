import type { Handle, Mask } from "../contract/index.ts";

/**
 * Shape and colour of each masked participant, from the random handle of this conversation and nothing else; on a clash the
 * next free pair. Handles come in the order of joining, so that who was there first keeps theirs.
 */
export function maskOf(handles: readonly Handle[]): Map<Handle, Mask> {
  const taken = new Set<number>();
  const masks = new Map<Handle, Mask>();
  for (const handle of handles) {
    let pair = hash(handle) % 64;
    while (taken.size < 64 && taken.has(pair)) pair = (pair + 1) % 64;
    taken.add(pair);
    masks.set(handle, { shape: 1 + (pair % 8), colour: 1 + Math.floor(pair / 8) });
  }
  return masks;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
