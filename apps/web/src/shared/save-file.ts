/** A file that came from the server. */
export interface ReceivedFile {
  name: string;
  content: Blob;
}

/** Hands a file to the browser, which saves it as it saves every download. */
export function saveFile({ name, content }: ReceivedFile): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
