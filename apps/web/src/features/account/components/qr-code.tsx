import encodeQr from "qr";
import { useMemo } from "react";

/** A QR code drawn on the device: the text goes nowhere else. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const dots = encodeQr(text, "raw", { ecc: "medium", border: 2 });
    const path = dots.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
    return { size: dots.length, path };
  }, [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="paper" width={size} height={size} />
      <path className="ink" d={path} />
    </svg>
  );
}
