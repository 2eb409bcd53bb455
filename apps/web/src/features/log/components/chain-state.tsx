import type { LogChain } from "@kring/domain/contract";
import { Button, FieldError } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { momentInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { logChainQuery, useVerifyChain } from "../api/log.ts";

/** Whether the log still is what was written. */
export function ChainState() {
  const { t } = useTranslation("log-page");
  const say = useRefusal();
  const chain = useQuery(logChainQuery);
  const verify = useVerifyChain();
  if (chain.data === undefined) return <p className="chain">&nbsp;</p>;
  const { brokenAt, checkedAt } = chain.data;
  return (
    <>
      <div className="chain">
        <p role="status">
          <span className={brokenAt !== null ? "o bad" : checkedAt === null ? "o off" : "o"} aria-hidden="true" />
          <ChainInWords chain={chain.data} />
        </p>
        <Button dense variant="plain" onPress={() => verify.mutate()} busy={verify.isPending && t("chain.checking")}>
          {t("chain.check")}
        </Button>
      </div>
      {verify.isError && (
        <div role="alert">
          <FieldError>{say(verify.error)}</FieldError>
        </div>
      )}
    </>
  );
}

function ChainInWords({ chain: { lines, checkedAt, brokenAt } }: { chain: LogChain }) {
  const { t } = useTranslation("log-page");
  const language = useLanguage();
  if (checkedAt === null) return t("chain.never");
  const moment = momentInWords(checkedAt, Date.now(), language);
  const numbers = new Intl.NumberFormat(language);
  if (brokenAt !== null) return <b>{t("chain.broken", { moment, line: numbers.format(brokenAt) })}</b>;
  return t("chain.whole", { moment, count: lines, number: numbers.format(lines) });
}
