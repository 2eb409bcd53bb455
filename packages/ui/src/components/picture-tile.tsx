import { ImageOff } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Icon } from "./icon.tsx";

/** Longest side of a small picture, in pixels. */
const longest = 288;
const shortest = 96;

export interface PictureTileProps {
  /** The small picture; null until it is here. */
  src: string | null;
  /** Size of the whole picture, which gives the tile its shape before anything has come in. */
  width: number;
  height: number;
  /** "Afbeelding groot bekijken". */
  label: string;
  onPress: () => void;
  /** In place of the picture when it could not be loaded. */
  failed?: ReactNode;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A picture in a message, small; its place is there from the start, so that nothing moves when it comes in. */
export function PictureTile({ src, width, height, label, onPress, failed, ref }: PictureTileProps) {
  const isFailed = src === null && failed !== undefined && failed !== null;
  const scale = Math.min(1, longest / Math.max(width, height));
  const size = {
    width: Math.max(shortest, Math.round(width * scale)),
    aspectRatio: `${Math.max(shortest, width * scale)} / ${Math.max(shortest, height * scale)}`,
  };
  // What stands on the button is its name, too: who speaks to the page says what they see.
  const name = isFailed ? undefined : label;
  return (
    <button type="button" className="picture" style={size} aria-label={name} onClick={onPress} ref={ref}>
      {src !== null && <img src={src} alt="" draggable={false} />}
      {isFailed && (
        <span className="picture-failed">
          <Icon of={ImageOff} />
          {failed}
        </span>
      )}
    </button>
  );
}
