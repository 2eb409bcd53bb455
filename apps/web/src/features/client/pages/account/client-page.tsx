import { Main } from "@kring/ui";
import { Outlet } from "@tanstack/react-router";

/** The frame of a client account for a professional. */
export function ClientPage() {
  return (
    <Main>
      <Outlet />
    </Main>
  );
}
