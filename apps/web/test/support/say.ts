import type { Language } from "@kring/domain/contract";
import i18next from "i18next";
import type { Say } from "../../src/features/conversation/model/people.ts";
import type { SayAct } from "../../src/features/conversation/model/who-will-read.ts";
import enCommon from "../../src/words/en/common.ts";
import enConversation from "../../src/words/en/conversation.ts";
import enActs from "../../src/words/en/conversation-acts.ts";
import enMessage from "../../src/words/en/message.ts";
import nlCommon from "../../src/words/nl/common.ts";
import nlConversation from "../../src/words/nl/conversation.ts";
import nlActs from "../../src/words/nl/conversation-acts.ts";
import nlMessage from "../../src/words/nl/message.ts";

/** The real texts about starting and changing conversations. */
export async function startSayingActs(language: Language): Promise<SayAct> {
  const instance = i18next.createInstance();
  const acts = language === "nl" ? nlActs : enActs;
  const common = language === "nl" ? nlCommon : enCommon;
  await instance.init({
    lng: language,
    fallbackLng: false,
    ns: ["conversation-acts", "common"],
    interpolation: { escapeValue: false },
    resources: { [language]: { common, "conversation-acts": acts } },
  });
  return instance.getFixedT(null, ["conversation-acts", "common"]) as SayAct;
}

/** The real texts, without a page around them. */
export async function startSaying(language: Language): Promise<Say> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    fallbackLng: false,
    ns: ["conversation", "message", "common"],
    interpolation: { escapeValue: false },
    resources: {
      nl: { common: nlCommon, conversation: nlConversation, message: nlMessage },
      en: { common: enCommon, conversation: enConversation, message: enMessage },
    },
  });
  return instance.getFixedT(null, ["conversation", "message", "common"]) as Say;
}
