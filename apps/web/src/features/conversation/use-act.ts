import type { KringClient } from "@kring/client";
import type { ConversationView } from "@kring/domain/contract";
import { useMutation } from "@tanstack/react-query";
import { useKring } from "../../shared/realtime.ts";

/** Something that one does to a conversation; it shows as the answer gives it. */
export function useAct<Input = void>(act: (kring: KringClient, input: Input) => Promise<ConversationView>) {
  const kring = useKring();
  return useMutation({ mutationFn: (input: Input) => act(kring, input) });
}
