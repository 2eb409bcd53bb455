import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { RequestHandler } from "express";

const encodings = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;

const year = 31_536_000;
const hour = 3600;
/** Browsers look whether there is a newer one, at the same name. */
const WORKER = "/push-worker.js";

/**
 * Serves the files of a folder as they were when the server started: a build that is made meanwhile neither takes
 * scripts away from open pages nor mixes with them. Names under `/assets/` carry a hash and never change.
 */
export function serveFiles(folder: string): RequestHandler {
  const files = readFiles(folder);
  return (request, response, next) => {
    const file = files.get(request.path);
    if (file === undefined || (request.method !== "GET" && request.method !== "HEAD")) return next();
    const encoding = encodings.find(
      ({ name, ending }) => files.has(request.path + ending) && request.acceptsEncodings(name) !== false,
    );
    response.type(request.path.slice(request.path.lastIndexOf("."))).vary("Accept-Encoding");
    response.set("Cache-Control", cacheOf(request.path));
    if (encoding === undefined) {
      response.send(file);
      return;
    }
    response.set("Content-Encoding", encoding.name).send(files.get(request.path + encoding.ending));
  };
}

function cacheOf(path: string): string {
  if (path === WORKER) return "no-cache";
  return path.startsWith("/assets/") ? `public, max-age=${year}, immutable` : `public, max-age=${hour}`;
}

/** All files but hidden ones and pages, by their path. */
function readFiles(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile() && !found.name.startsWith(".") && !found.name.endsWith(".html"))
    .map((found) => relative(folder, join(found.parentPath, found.name)).split(sep).join("/"));
  return new Map(names.map((name) => [`/${name}`, readFileSync(join(folder, name))]));
}
