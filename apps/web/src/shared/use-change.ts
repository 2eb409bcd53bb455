import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { readAgain } from "./call.ts";

/** A change of what others may see too: afterwards every open page reads again, as it does when somebody else changed it. */
export function useChange<Answer, Input = void>(
  change: (input: Input) => Promise<Answer>,
): UseMutationResult<Answer, Error, Input> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => readAgain(() => queryClient.invalidateQueries()),
  });
}
