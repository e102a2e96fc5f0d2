// The entry pages that the service worker serves without a network: of one person at a time.
const PAGES = "pages";
const OWNER = "pages of";

export async function startKeptPages(box) {
  if (!("serviceWorker" in navigator)) return;
  const { person, office, days } = box.dataset;
  if (localStorage.getItem(OWNER) !== person) await letGo();
  localStorage.setItem(OWNER, person);
  const logOut = document.querySelector("form[action$='/keluar/']");
  logOut?.addEventListener("submit", letGo);
  if (!office) return;
  // Some browsers have it switched off.
  if (await navigator.serviceWorker.register("/sw.js")) await keep(days.split(" ").map((day) => `${office}${day}/`));
}

// Once for each of the days; a visit of the page itself brings it up to date.
async function keep(addresses) {
  const cache = await caches.open(PAGES);
  for (const address of addresses) {
    if (await cache.match(address, { ignoreVary: true })) continue;
    try {
      const answer = await fetch(`${address}?luring=1`);
      if (answer.ok && !answer.redirected) await cache.put(address, answer);
    } catch {
      return;
    }
  }
}

async function letGo() {
  localStorage.removeItem(OWNER);
  await caches.delete(PAGES);
}
