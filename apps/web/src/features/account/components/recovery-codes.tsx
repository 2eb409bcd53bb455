import { Button } from "@kring/ui";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Recovery codes to copy or keep as a file; the file is made on the device. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation("account");
  const download = () => {
    const address = URL.createObjectURL(new Blob([`${codes.join("\n")}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = t("setUp.fileName");
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <div className="stack">
      <p className="soft">{t("setUp.codesHint")}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Download} onPress={download}>
          {t("setUp.download")}
        </Button>
      </div>
    </div>
  );
}
