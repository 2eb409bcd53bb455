import { endOwnAccount, exportOwnData } from "@kring/domain/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call, callForFile } from "../../../shared/call.ts";

/** Fetches the file of one's own data and hands it to the browser; `bytes` is what came so far. */
export function useDownloadOwnData() {
  const [bytes, setBytes] = useState(0);
  const download = useMutation({
    mutationFn: async (password: string) => {
      setBytes(0);
      const { name, file } = await callForFile(exportOwnData, { body: { password } }, setBytes);
      handOver(name, file);
    },
  });
  return { download, bytes };
}

function handOver(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn; what stays behind is only the address.
  setTimeout(() => URL.revokeObjectURL(address));
}

/** P-06: the account of a related person, ended by themself. */
export const useEndOwnAccount = () =>
  useMutation({ mutationFn: (password: string) => call(endOwnAccount, { body: { password } }) });
