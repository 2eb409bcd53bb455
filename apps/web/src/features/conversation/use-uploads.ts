import type { KringClient } from "@kring/client";
import type { ConversationId } from "@kring/domain/contract";
import { useKring } from "../../shared/realtime.ts";
import { createUploads, type Uploads } from "./model/uploads.ts";

const uploadsOf = new WeakMap<KringClient, Map<ConversationId, Uploads>>();

/** Files that go with the next message here; they stay while one looks at another conversation. */
export function useUploads(id: ConversationId): Uploads {
  const kring = useKring();
  const all = uploadsOf.get(kring) ?? new Map<ConversationId, Uploads>();
  uploadsOf.set(kring, all);
  const uploads = all.get(id) ?? createUploads(kring.files, id);
  all.set(id, uploads);
  return uploads;
}
