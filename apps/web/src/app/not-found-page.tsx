import { Main } from "@kring/ui";
import { QuickExitButton } from "../shared/leave.tsx";
import { NotFound } from "../shared/not-found.tsx";

/** One answer for what is absent and what is hidden. */
export function NotFoundPage() {
  return (
    <Main>
      <div className="top-end">
        <QuickExitButton />
      </div>
      <NotFound />
    </Main>
  );
}
