import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { inboxQuery, useMarkRead } from "./api/inbox.ts";

/** Whoever is at the place that a notice is about needs no notice of it any more. */
export function useReadByVisiting(path: string): void {
  const { data } = useInfiniteQuery(inboxQuery);
  const { mutate, isPending } = useMarkRead();
  useEffect(() => {
    const ids = data?.notifications.filter(({ read, link }) => !read && link === path).map(({ id }) => id) ?? [];
    if (ids.length > 0 && !isPending) mutate(ids.slice(0, 100));
  }, [data, path, mutate, isPending]);
}
