import type { Handle, Mask } from "../contract/index.ts";

const SHAPES = 8;
const PAIRS = 64;
const shapeOf = (pair: number): number => pair % SHAPES;

/**
 * Shape and colour of each masked participant, from the random handle of this conversation and nothing else; on a clash the
 * next free pair. The first eight differ in shape, so that colour never speaks alone. Handles come in the order of
 * joining, so that who was there first keeps theirs.
 */
export function maskOf(handles: readonly Handle[]): Map<Handle, Mask> {
  const taken = new Set<number>();
  const shapes = new Set<number>();
  const masks = new Map<Handle, Mask>();
  for (const handle of handles) {
    const isFree = (pair: number) => (shapes.size < SHAPES ? !shapes.has(shapeOf(pair)) : !taken.has(pair));
    let pair = hash(handle) % PAIRS;
    while (taken.size < PAIRS && !isFree(pair)) pair = (pair + 1) % PAIRS;
    taken.add(pair);
    shapes.add(shapeOf(pair));
    masks.set(handle, { shape: 1 + shapeOf(pair), colour: 1 + Math.floor(pair / SHAPES) });
  }
  return masks;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
