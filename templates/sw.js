// Serves the entry pages of this person's own office without a network; see static/js/unsent/.
// What is typed is never here: it lies in IndexedDB, and goes to the server from a page.
"use strict";

const SHELL = "shell-{{ version }}";
const PAGES = "pages";
const FILES = [{% for path in shell %}"{{ path|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const OFFLINE = FILES[FILES.length - 1];
// A network that is there but does not answer.
const PATIENCE = 8000;
const ENTRY = /^\/entri\/[\d.]+\/(\d{4}-\d\d-\d\d\/)?$/;

// As somebody who is not logged in: what is kept here stays after the log-out.
self.addEventListener("install", (event) => {
  const files = FILES.map((file) => new Request(file, { credentials: "omit" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("shell-") && name !== SHELL;
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request));
});

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

// Fresh wherever there is a network; only pages of entry are kept, and only whole ones.
async function page(request, url) {
  const isEntry = ENTRY.test(url.pathname);
  try {
    const answer = await fetch(request, isEntry ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (isEntry && answer.ok && !answer.redirected) {
      const cache = await caches.open(PAGES);
      await cache.put(url.pathname, answer.clone());
    }
    return answer;
  } catch (error) {
    return (isEntry && (await kept(url.pathname))) || (await caches.match(OFFLINE)) || Promise.reject(error);
  }
}

async function kept(path) {
  const cache = await caches.open(PAGES);
  const today = `${new Date().getFullYear()}-${two(new Date().getMonth() + 1)}-${two(new Date().getDate())}`;
  return (await cache.match(path, { ignoreVary: true })) || cache.match(`${path}${today}/`, { ignoreVary: true });
}

const two = (number) => String(number).padStart(2, "0");
