import type { Attachment } from "@kring/domain/contract";

const endings: Record<string, string> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
  "application/pdf": ".pdf",
  "text/plain": ".txt",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
  "application/vnd.oasis.opendocument.text": ".odt",
};

/** Long enough for the browser to have taken it over. */
const untilTakenMs = 60_000;

/** Gives a file to the browser, to be kept by who asked for it; a file without a name is called by its kind. */
export function saveFile(content: Blob, { name, type }: Attachment, kind: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name ?? `${kind.toLowerCase()}${endings[type.split(";")[0] ?? ""] ?? ""}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), untilTakenMs);
}
