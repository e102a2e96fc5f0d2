// Bringing a file and storing it: bars that move. The pages work without this.
"use strict";

function tell(form, text) {
  const note = form.querySelector("[data-note]");
  note.textContent = text;
  note.hidden = false;
}

function working(form, on) {
  form.querySelector("button").disabled = on;
  form.querySelector("progress").hidden = !on;
}

// Puts the page that came instead (a refusal, a log-in) in the place of this one, if it is ours.
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const content = page.querySelector("#isi");
  if (!content) return false;
  document.querySelector("#isi").replaceWith(content);
  document.title = page.title;
  bind();
  document.querySelector("#isi").focus();
  scrollTo(0, 0);
  return true;
}

// A browser does not keep a chosen file over a new page; where other fields are wrong, we can.
function keepFile(files) {
  const again = document.querySelector("[data-again]");
  if (!again) return;
  document.querySelector("[data-upload] input[type=file]").files = files;
  again.remove();
}

// fetch() does not tell how much was sent.
function upload(event) {
  const form = event.currentTarget;
  const request = new XMLHttpRequest();
  const bar = form.querySelector("progress");
  event.preventDefault();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (step) => {
    if (!step.lengthComputable) return;
    bar.value = (100 * step.loaded) / step.total;
    // All is sent; how long the reading takes nobody knows.
    if (step.loaded === step.total) bar.removeAttribute("value");
  });
  request.addEventListener("load", () => {
    if (request.status === 201) {
      location.assign(JSON.parse(request.responseText).location);
    } else if (show(request.responseText)) {
      keepFile(form.querySelector("input[type=file]").files);
    } else {
      working(form, false);
      tell(form, form.dataset.broken);
    }
  });
  request.addEventListener("error", () => {
    working(form, false);
    tell(form, form.dataset.failed);
  });
  working(form, true);
  request.send(new FormData(form));
}

// Each line of the answer as it comes.
async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts.filter(Boolean).map((part) => JSON.parse(part));
  }
}

async function store(event) {
  const form = event.currentTarget;
  const bar = form.querySelector("progress");
  event.preventDefault();
  bar.removeAttribute("value");
  working(form, true);
  tell(form, form.dataset.working);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/x-ndjson" },
      credentials: "same-origin",
    });
    if (!answer.headers.get("Content-Type").startsWith("application/x-ndjson")) {
      form.submit();
      return;
    }
    let last = {};
    for await (last of lines(answer)) {
      if (last.rows) {
        bar.max = last.rows;
        bar.value = last.done;
      }
    }
    if (last.location) location.assign(last.location);
    else if (last.refused) form.submit();
    else throw new Error("The answer broke off.");
  } catch {
    working(form, false);
    tell(form, form.dataset.failed);
  }
}

function bind() {
  for (const form of document.querySelectorAll("[data-upload]")) form.addEventListener("submit", upload);
  for (const form of document.querySelectorAll("[data-store]")) form.addEventListener("submit", store);
}

document.addEventListener("DOMContentLoaded", bind);

// A page that the back button brings out of the browser's memory is as it was left: at work.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-upload], [data-store]")) working(form, false);
});
