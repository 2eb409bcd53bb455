export type MaskedShapeNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
export type MaskedColourNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const paths: Record<Exclude<MaskedShapeNumber, 6>, string> = {
  1: "M12 2.5 21.5 12 12 21.5 2.5 12Z",
  2: "M4.5 20.5V11.5a7.5 7.5 0 0 1 15 0v9Z",
  3: "M3.5 20.5V12A8.5 8.5 0 0 1 12 3.5h8.5V12a8.5 8.5 0 0 1-8.5 8.5Z",
  4: "M12 3 22 20.5H2Z",
  5: "M2.5 8h19a9.5 9.5 0 0 1-19 0Z",
  7: "M4 3.5h16L12 12l8 8.5H4L12 12Z",
  8: "m12 2.5 8.3 4.75v9.5L12 21.5l-8.3-4.75v-9.5Z",
};

/** The drawing of a masked person's shape in a box of 24; put it inside an svg. */
export function MaskedShape({ shape }: { shape: MaskedShapeNumber }) {
  if (shape !== 6) return <path d={paths[shape]} />;
  return (
    <>
      <circle cx="7.6" cy="7.6" r="4.9" />
      <circle cx="16.4" cy="7.6" r="4.9" />
      <circle cx="7.6" cy="16.4" r="4.9" />
      <circle cx="16.4" cy="16.4" r="4.9" />
    </>
  );
}
