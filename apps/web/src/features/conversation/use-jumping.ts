import type { Conversation, ConversationSnapshot } from "@kring/client";
import type { ConversationId } from "@kring/domain/contract";
import { useToast } from "@kring/ui";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type JumpTarget, useJump } from "./jump.ts";
import { useSay } from "./use-say.ts";

/** How long the message that one went to stands out. */
const standsOutMs = 2500;

/** Goes to the message that somebody asked for: reads back until it is here, shows it, and gives it the focus. */
export function useJumping(
  conversation: Conversation,
  { state, entries }: ConversationSnapshot,
  id: ConversationId,
  goTo: (element: HTMLElement) => void,
): { isJumping: boolean } {
  const say = useSay();
  const toast = useToast();
  const { target } = useJump();
  const done = useRef<JumpTarget | null>(null);
  const [arrived, setArrived] = useState<JumpTarget | null>(null);
  const [isJumping, setJumping] = useState(false);
  const isReady = state === "ready";

  const fail = useEffectEvent(() => toast({ text: say("message:search.notFound") }));
  useEffect(() => {
    if (target === null || target.conversation !== id || !isReady || done.current === target) return;
    done.current = target;
    setJumping(true);
    conversation
      .loadBackTo(target.n)
      .then(
        () => setArrived(target),
        () => fail(),
      )
      .finally(() => setJumping(false));
  }, [conversation, id, target, isReady]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the message may come on the page with entries
  useEffect(() => {
    if (arrived === null) return;
    const element = document.getElementById(`m${arrived.n}`);
    if (element === null) return;
    setArrived(null);
    goTo(element);
    element.classList.add("found");
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    setTimeout(() => element.classList.remove("found"), standsOutMs);
  }, [arrived, entries, goTo]);

  return { isJumping };
}
