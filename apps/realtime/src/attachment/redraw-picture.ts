import { Refused } from "@kring/domain/contract";
import sharp from "sharp";
import { createTurns } from "../turns.ts";
import type { Content } from "./inspect-file.ts";

// No decoder but those of what Kring takes, whatever a file says it is.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Heif"].flatMap((format) => [
    `VipsForeignLoad${format}File`,
    `VipsForeignLoad${format}Buffer`,
  ]),
});
sharp.cache(false);
sharp.concurrency(1);

/** About what the cameras of phones make; a small file can unfold to far more. */
const MOST_PIXELS = 50_000_000;
const LONGEST_SIDE = 4_096;
const SMALL_SIDE = 512;
const MOST_SECONDS = 20;

/** Unfolding a picture takes much memory: one at a time. */
const takeTurn = createTurns<"pictures">({ atOnce: 1, mostWaiting: 100 });

/** Draws a picture anew, upright and without what a camera wrote into it (V-08), and a small one of it. */
export function redrawPicture(
  path: string,
  { is, stored }: Extract<Content, { kind: "image" }>,
): Promise<{ whole: Buffer; small: Buffer; width: number; height: number }> {
  return takeTurn("pictures", async () => {
    try {
      const picture = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: "error" });
      if ((await picture.metadata()).format !== is) throw new Error("Two libraries take it for different things");
      const { data: whole, info } = await picture
        .timeout({ seconds: MOST_SECONDS })
        .autoOrient()
        .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
        .toFormat(stored, stored === "png" ? {} : { quality: 88 })
        .toBuffer({ resolveWithObject: true });
      const small = await sharp(whole)
        .timeout({ seconds: MOST_SECONDS })
        .resize(SMALL_SIDE, SMALL_SIDE, { fit: "inside", withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer();
      return { whole, small, width: info.width, height: info.height };
    } catch {
      // Not to be read to its end, or too large when unfolded.
      throw new Refused("file-not-allowed");
    }
  });
}
