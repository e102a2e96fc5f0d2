// On the page for no network: the days that can be typed all the same.
const list = document.querySelector("[data-kept]");
const cache = await caches.open("pages");
const days = (await cache.keys()).map((request) => new URL(request.url).pathname).sort().reverse();
for (const address of days) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = address.split("/").slice(2, 4).join(" · ");
  item.append(link);
  list.append(item);
}
