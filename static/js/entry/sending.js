// Saving over a weak line: what did not arrive for certain is kept, and sent again by itself.
import { flush } from "../unsent/queue.js";

export function startSending(form, grid, drafts) {
  // Said first: a browser that keeps nothing (a private window) must say so too.
  async function notSent(words) {
    grid.say(words, true);
    if (form.dataset.queue === undefined) return;
    await (await drafts).waitsToBeSent();
    flush();
  }

  form.addEventListener("htmx:beforeRequest", () => grid.say(form.dataset.sending));
  form.addEventListener("htmx:sendError", () => notSent(form.dataset.failed));
  form.addEventListener("htmx:timeout", () => notSent(form.dataset.unsure));
  form.addEventListener("htmx:responseError", (event) => {
    notSent(form.dataset.refused.replace("{status}", event.detail.xhr.status));
  });
}
