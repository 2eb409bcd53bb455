import { lazy, Suspense } from "react";
import type { MessageFilesProps } from "./message-files.tsx";

const MessageFiles = lazy(async () => ({ default: (await import("./message-files.tsx")).MessageFiles }));

/** The files of a message; most messages have none, so what shows them comes with the first. */
export const LazyMessageFiles = (props: MessageFilesProps) => (
  <Suspense fallback={null}>
    <MessageFiles {...props} />
  </Suspense>
);
