// A button that copies a text: that of a field on this page, or of the recap's own page.
// Where the browser does not let us copy, the link leads to the text instead.
"use strict";

async function textOf(button) {
  if (button.dataset.copy) return document.querySelector(button.dataset.copy).value;
  const answer = await fetch(button.href, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("#recap").value;
}

async function copy(event) {
  const button = event.currentTarget;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(await textOf(button));
    // Pressed twice in a row, the button still returns to its first words.
    button.dataset.words ??= button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = button.dataset.words; }, 2000);
  } catch {
    if (button.href) location.assign(button.href);
    else document.querySelector(button.dataset.copy).select();
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-copied]")) {
    button.hidden = false;
    button.addEventListener("click", copy);
  }
});
