export interface CirclePlace {
  x: number;
  y: number;
}

/** The middle of the picture, in hundredths of its width and height. */
export const circleCentre: CirclePlace = { x: 50, y: 48.5 };
export const circleRadius = { inner: 27, outer: 43.5 } as const;

const hundredths = (value: number): number => Math.round(value * 100) / 100;

function placeAt(degrees: number, radius: number): CirclePlace {
  const angle = (degrees * Math.PI) / 180;
  return {
    x: hundredths(circleCentre.x + radius * Math.cos(angle)),
    y: hundredths(circleCentre.y + radius * Math.sin(angle)),
  };
}

const spread = (from: number, to: number, count: number): number[] =>
  [...Array(count).keys()].map((index) => from + ((to - from) * index) / Math.max(1, count - 1));

/** One side of the inner ring, from top to bottom; the words above the ring keep their room. */
function sideOf(count: number): number[] {
  if (count === 1) return [200];
  return count === 2 ? [212, 160] : spread(218, 142 - 6 * (count - 3), count);
}

/** Where people stand on the inner ring: left and right of the words at its top. */
export function placesOnInner(count: number): CirclePlace[] {
  const left = sideOf(Math.ceil(count / 2));
  const right = sideOf(Math.floor(count / 2)).map((angle) => 540 - angle);
  return [...Array(count).keys()].map((index) => {
    const side = index % 2 === 0 ? left : right;
    return placeAt(side[Math.floor(index / 2)] ?? 200, circleRadius.inner);
  });
}

/** Where people stand on the outer ring: along its lower half, further up the more there are. */
export function placesOnOuter(count: number): CirclePlace[] {
  if (count === 1) return [placeAt(90, circleRadius.outer)];
  const half = Math.min(112, 62 + Math.max(0, count - 3) * 10);
  return spread(90 + half, 90 - half, count).map((angle) => placeAt(angle, circleRadius.outer));
}
