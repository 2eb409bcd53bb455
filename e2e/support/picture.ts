import sharp from "sharp";

/** Stands in the picture where a camera writes who took it. */
export const secretOfPicture = "KRING-CAMERA-OF-FATIMA";

/** A picture as a camera makes it. */
export const pictureWithExif = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: "#7a9e7e" } })
    .withExif({ IFD0: { Artist: secretOfPicture, Copyright: secretOfPicture } })
    .jpeg()
    .toBuffer();
