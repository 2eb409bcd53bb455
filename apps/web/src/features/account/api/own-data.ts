import { endOwnAccount, exportOwnData } from "@kring/domain/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call, callForFile } from "../../../shared/call.ts";
import { saveFile } from "../../../shared/save-file.ts";

/** Fetches the file of one's own data and hands it to the browser; `bytes` is what came so far. */
export function useDownloadOwnData() {
  const [bytes, setBytes] = useState(0);
  const download = useMutation({
    mutationFn: async (password: string) => {
      setBytes(0);
      saveFile(await callForFile(exportOwnData, { body: { password } }, setBytes));
    },
  });
  return { download, bytes };
}

/** P-06: the account of a related person, ended by themself. */
export const useEndOwnAccount = (onEnded: () => void) =>
  useMutation({
    mutationFn: (password: string) => call(endOwnAccount, { body: { password } }),
    onSuccess: onEnded,
  });
