import { createHash } from "node:crypto";
import type { RouteDefinition } from "@kring/domain/contract";
import type { HttpApp, SignedInCaller } from "./http.ts";
import type { ApiDocument, ApiOperation, Json } from "./openapi.ts";
import { mountRoute } from "./routes.ts";

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 6rem; }
h1 { line-height: 1.2; } h2 { margin-top: 3rem; }
article { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .75rem; margin: 1rem 0; padding: .25rem 1.25rem 1rem; }
h3 { font-size: 1.05rem; margin-bottom: .25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
h3 code { overflow-wrap: anywhere; }
pre { background: color-mix(in srgb, currentColor 7%, transparent); border-radius: .5rem; overflow-x: auto; padding: .75rem 1rem; }
dt { font-weight: 600; margin-top: .5rem; } dd { margin-left: 1rem; }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid; outline-offset: 2px; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** Policy under which the page is served: its own style and nothing else. */
export const API_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A readable page of an API description: no scripts, one style. */
export function renderApiPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => renderOperation(path, method, operation)),
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<article><h3 id="${escapeHtml(name)}">${escapeHtml(name)}</h3>${renderJson(name, schema)}</article>`,
  );
  const { title, version, description } = document.info;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
<header><h1>${escapeHtml(title)}</h1><p>Version ${escapeHtml(version)}</p><p>${escapeHtml(description)}</p></header>
<main>
<h2>Routes</h2>
${operations.join("\n")}
<h2>Shared schemas</h2>
${schemas.join("\n")}
</main>
</body>
</html>
`;
}

function renderOperation(path: string, method: string, operation: ApiOperation): string {
  const access = operation.security.flatMap((scheme) => Object.keys(scheme)).join(", ") || "anybody";
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const description = isObject(response) && typeof response.description === "string" ? response.description : "";
    return `<dt>${escapeHtml(status)}</dt><dd>${escapeHtml(description.replaceAll("`", ""))}</dd>`;
  });
  const details = [
    ["Parameters", operation.parameters],
    ["Body", schemaOf(operation.requestBody)],
    ["Answer", Object.values(operation.responses).map(schemaOf)[0]],
  ] as const;
  return `<article>
<h3 id="${escapeHtml(operation.operationId)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h3>
<p>${escapeHtml(operation.summary)}. For: ${escapeHtml(access)}.</p>
${details.map(([label, json]) => (json === undefined ? "" : `<details><summary>${label}</summary>${renderJson(label, json)}</details>`)).join("")}
<details><summary>Answers and refusals</summary><dl>${responses.join("")}</dl></details>
</article>`;
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function schemaOf(part: Json | undefined): Json | undefined {
  const content = isObject(part) ? part.content : undefined;
  const json = isObject(content) ? content["application/json"] : undefined;
  return isObject(json) ? json.schema : undefined;
}

/** Scrolls by keyboard, so it can be focused and has a name. */
const renderJson = (label: string, json: Json) =>
  `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}">${escapeHtml(JSON.stringify(json, null, 2))}</pre>`;

/** Mounts the description as JSON and, where a route for it is given, as a page. */
export function mountApiDescription<Session extends SignedInCaller, Token extends SignedInCaller>(
  app: HttpApp<Session, Token>,
  routes: { json: RouteDefinition; page?: RouteDefinition },
  document: ApiDocument,
): void {
  const json = JSON.stringify(document);
  const html = renderApiPage(document);
  mountRoute(app, { ...routes.json, access: "public" }, ({ response }) => {
    response.type("application/json").send(json);
  });
  if (routes.page) {
    mountRoute(app, { ...routes.page, access: "public" }, ({ response }) => {
      response.setHeader("content-security-policy", API_PAGE_POLICY);
      response.type("html").send(html);
    });
  }
}
