import { finishTask, listTasks, type TaskId } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { meQuery } from "../../../shared/me.ts";

export const tasksQuery = queryOptions({
  queryKey: ["tasks"],
  queryFn: async ({ signal }) => (await call(listTasks, {}, signal)).tasks,
});

/** Marks a task as seen to: it goes at once, and comes back if the server refuses. */
export function useFinishTask() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (taskId: TaskId) => call(finishTask, { params: { taskId } }),
    onMutate: async (taskId) => {
      await queryClient.cancelQueries({ queryKey: tasksQuery.queryKey });
      queryClient.setQueryData(tasksQuery.queryKey, (known) => known?.filter(({ id }) => id !== taskId));
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      return queryClient.invalidateQueries({ queryKey: tasksQuery.queryKey });
    },
  });
}
