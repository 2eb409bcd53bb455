import { Main } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { CircleView } from "../components/circle-view.tsx";

/** Who can see my account, since when, on what ground. */
export function CirclePage() {
  const { t } = useTranslation("own");
  return (
    <Main className="circle-page">
      <div className="top-end">
        <QuickExitButton />
      </div>
      <div className="page">
        <CircleView level={1} heading={<h1 id="circle-heading">{t("title")}</h1>} />
      </div>
    </Main>
  );
}
