// Who may import whom: docs/architecture.md, "Dependency direction". `npm run check` runs it by scripts/checks/boundaries.ts.

const OURS = "^(packages|apps|e2e|bench|faults|proof)/";
const TESTS = "(/test/|\\.test\\.tsx?$|^e2e/|^(bench|faults|proof)/|^packages/testing/)";

/** @type {(name: string, comment: string, from: object, to: object) => import("dependency-cruiser").IRegularForbiddenRuleType & { name: string }} */
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const onlyOurs = (folder, allowed) =>
  forbid(
    `${folder.replace("packages/", "")}-imports`,
    allowed.length === 0 ? "imports nothing of ours" : `imports of ours only ${allowed.join(", ")}`,
    { path: `^${folder}/`, pathNot: TESTS },
    { path: OURS, pathNot: `^(${[folder, ...allowed].join("|")})/` },
  );

export default {
  forbidden: [
    onlyOurs("packages/domain", []),
    onlyOurs("packages/ui", []),
    onlyOurs("packages/service-kit", ["packages/domain"]),
    onlyOurs("packages/client", ["packages/domain/src/contract"]),
    onlyOurs("packages/platform", ["packages/domain"]),
    forbid(
      "domain-without-io",
      "domain uses nothing of Node",
      { path: "^packages/domain/src/" },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "domain-without-framework",
      "domain uses no package but zod",
      { path: "^packages/domain/src/" },
      { path: "node_modules/", pathNot: "node_modules/zod/" },
    ),
    forbid(
      "apps-apart",
      "apps import packages, never each other",
      { path: "^apps/([^/]+)/" },
      { path: "^apps/", pathNot: "^apps/$1/" },
    ),
    forbid(
      "web-imports",
      "the web app takes contract and words from domain, and ui and client whole",
      { path: "^apps/web/", pathNot: TESTS },
      { path: "^packages/", pathNot: "^packages/(domain/src/(contract/|words\\.ts)|ui/|client/)" },
    ),
    forbid(
      "web-server-imports",
      "what serves the web app needs nothing of ours",
      { path: "^apps/web/server/" },
      { path: OURS, pathNot: "^apps/web/server/" },
    ),
    forbid(
      "platform-and-testing-stay-out",
      "no product code runs on the packages that start platforms and tests",
      { path: "^(apps|packages)/", pathNot: ["^packages/(platform|testing)/", TESTS, "/vitest\\.config\\.ts$"] },
      { path: "^packages/(platform|testing)/" },
    ),
    forbid(
      "feature-by-its-index",
      "a feature folder of a service is reached through its index",
      { path: "^apps/(api|realtime)/src/([^/]+)(/|\\.ts$)" },
      {
        path: "^apps/(api|realtime)/src/[^/]+/",
        pathNot: ["^apps/$1/src/$2/", "^apps/(api|realtime)/src/[^/]+/index\\.ts$"],
      },
    ),
    forbid(
      "database-behind-stores",
      "the drivers of the database are behind database.ts, the job queue and the stores",
      { path: "^apps/(api|realtime)/src/", pathNot: "(/database\\.ts|/jobs/[^/]+\\.ts|[.-]store\\.ts)$" },
      { path: ["node_modules/(pg|pg-boss|@prisma)/", "^apps/api/generated/"] },
    ),
    forbid(
      "socket-io-at-the-edge",
      "Socket.IO stays in the folder of the sockets",
      { path: "^apps/realtime/src/", pathNot: "^apps/realtime/src/socket/" },
      { path: "node_modules/socket\\.io/" },
    ),
    forbid(
      "web-features-apart",
      "app imports features, features import shared; no feature imports another",
      { path: "^apps/web/src/features/([^/]+)/" },
      { path: "^apps/web/src/(features|app)/", pathNot: "^apps/web/src/features/$1/" },
    ),
    forbid(
      "web-shared-below",
      "what features share knows no feature",
      { path: "^apps/web/src/shared/" },
      { path: "^apps/web/src/(features|app)/" },
    ),
    forbid(
      "no-cycles",
      "modules that need each other are one module",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    forbid("resolvable", "every import leads somewhere", {}, { couldNotResolve: true }),
    forbid(
      "declared-packages",
      "product code uses packages that its own package.json declares, none that only development has",
      { path: "^(packages|apps)/[^/]+/(src|server)/", pathNot: ["^apps/web/src/", "^packages/testing/"] },
      { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    doNotFollow: { path: ["node_modules", "generated"] },
    exclude: { path: ["/dist/"] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
