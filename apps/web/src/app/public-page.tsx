import { Outlet } from "@tanstack/react-router";
import { DocumentTitle } from "./document-title.tsx";

/** The frame of pages for whoever is not signed in. */
export function PublicPage() {
  return (
    <>
      <DocumentTitle />
      <Outlet />
    </>
  );
}
