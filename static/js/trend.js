// The chart of a region's course. On a region page it fetches the chart's own page and shows it
// in place; without this script the link to that page remains.
"use strict";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function loadChart(address) {
  if (window.Chart) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

// The section of the chart's page at `address`, moved into this document with the focus that the
// old one had; null where it cannot be had: no network, or a session that has ended.
async function fetchSection(section, address) {
  let page;
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
  const found = page.querySelector("[data-trend]");
  if (!found) return null;
  found.dataset.chart = section.dataset.chart;
  const focused = section.contains(document.activeElement);
  section.replaceWith(found);
  if (focused) found.querySelector("[data-span][aria-current]").focus();
  for (const link of found.querySelectorAll("[data-span]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      followSpan(found, link.href);
    });
  }
  await draw(found);
  return found;
}

// Another span in place; where that fails, its own page.
async function followSpan(section, address) {
  if (!(await fetchSection(section, address))) location.assign(address);
}

// Days become numbers, so that gaps between points are as wide as the time they took.
const dayNumber = (iso) => Date.parse(iso) / 86400000;

function series(numbers) {
  const points = numbers.points.map((p) => ({ x: dayNumber(p.day), y: p.percent }));
  const ahead = numbers.ahead;
  const sets = [
    { label: numbers.words.coverage, data: points, borderColor: colour("--accent"), borderWidth: 2.5, pointRadius: points.length > 40 ? 0 : 2, pointHitRadius: 12, pointBackgroundColor: colour("--accent") },
  ];
  if (ahead) {
    const last = points[points.length - 1];
    const line = (end) => [last, { x: dayNumber(ahead.day), y: end }];
    const none = { pointRadius: 0, pointHitRadius: 0, borderWidth: 0 };
    sets.push(
      { label: numbers.words.middle, data: line(ahead.middle), borderColor: colour("--accent"), borderDash: [5, 5], borderWidth: 2, pointRadius: 0 },
      { ...none, label: "", data: line(ahead.slow), fill: false },
      { ...none, label: numbers.words.range, data: line(ahead.fast), fill: "-1", backgroundColor: colour("--accent") + "22" },
    );
  }
  return sets;
}

// Outreach events, as light bands behind the lines. A day's point stands at its end, so a band
// begins where the day before ended. A name is left out where another one stands.
function bands(events) {
  return {
    id: "bands",
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea: area, scales: { x } } = chart;
      let free = area.left;
      ctx.save();
      ctx.font = "13px " + Chart.defaults.font.family;
      ctx.textAlign = "left";
      for (const event of events) {
        const from = Math.max(area.left, x.getPixelForValue(dayNumber(event.first) - 1));
        const to = Math.min(area.right, x.getPixelForValue(dayNumber(event.last)));
        if (to <= from) continue;
        ctx.fillStyle = colour("--c4") + "88";
        ctx.fillRect(from, area.top, Math.max(to - from, 3), area.bottom - area.top);
        const width = ctx.measureText(event.name).width;
        const at = Math.min(from + 4, area.right - width - 4);
        if (at < free) continue;
        ctx.fillStyle = colour("--ink");
        ctx.fillText(event.name, at, area.bottom - 26);
        free = at + width + 8;
      }
      ctx.restore();
    },
  };
}

// Target, deadline and new population figures, drawn over the chart.
function marks(numbers) {
  return {
    id: "marks",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea: area, scales: { x, y } } = chart;
      ctx.save();
      ctx.font = "13px " + Chart.defaults.font.family;
      ctx.fillStyle = ctx.strokeStyle = colour("--ink");
      const level = y.getPixelForValue(numbers.target);
      ctx.setLineDash([2, 4]);
      line(ctx, area.left, level, area.right, level);
      ctx.textAlign = "left";
      ctx.fillText(numbers.words.target, area.left + 6, level - 6);
      ctx.setLineDash([]);
      if (numbers.deadline) {
        const at = x.getPixelForValue(dayNumber(numbers.deadline.day));
        ctx.strokeStyle = colour("--c1");
        line(ctx, at, area.top, at, area.bottom);
        ctx.textAlign = "right";
        ctx.fillText(numbers.deadline.label, at - 6, area.bottom - 8);
      }
      ctx.strokeStyle = colour("--soft");
      ctx.textAlign = "left";
      for (const point of numbers.points.filter((p) => p.mark)) {
        const at = x.getPixelForValue(dayNumber(point.day));
        ctx.setLineDash([1, 3]);
        line(ctx, at, area.top, at, area.bottom);
        ctx.fillText(point.mark, at + 4, area.top + 12);
      }
      ctx.restore();
    },
  };
}

function line(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

async function draw(section) {
  const source = section.querySelector("#trend-numbers");
  if (!source) return;
  await loadChart(section.dataset.chart);
  section.querySelector(".canvas").hidden = false;
  section.querySelector("details").open = false;
  const numbers = JSON.parse(source.textContent);
  const language = document.documentElement.lang;
  const percent = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const first = dayNumber(numbers.points[0].day);
  const end = numbers.ahead || numbers.deadline || numbers.points[numbers.points.length - 1];
  // Over about a year, 4 April comes twice.
  const parts = dayNumber(end.day) - first > 300 ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
  const day = new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const dateOf = (number) => new Date(number * 86400000);
  const values = numbers.points.map((p) => p.percent).filter((v) => v !== null);
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const chart = new Chart(section.querySelector("canvas"), {
    type: "line",
    data: { datasets: series(numbers) },
    plugins: [bands(JSON.parse(section.querySelector("#trend-events").textContent)), marks(numbers)],
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      scales: {
        x: { type: "linear", min: first, max: dayNumber(end.day), ticks: { maxTicksLimit: 8, precision: 0, maxRotation: 0, callback: (value) => day.format(dateOf(value)) }, grid: { display: false } },
        y: { suggestedMin: Math.min(...values), suggestedMax: Math.max(numbers.target + 0.2, ...values), ticks: { maxTicksLimit: 7, callback: (value) => percent.format(value) } },
      },
      plugins: {
        legend: { position: "bottom", labels: { boxHeight: 2, filter: (item) => item.text !== "" } },
        tooltip: { filter: (item) => item.datasetIndex < 2, callbacks: { title: (items) => (items.length ? long.format(dateOf(items[0].parsed.x)) : ""), label: (item) => percent.format(item.parsed.y) + " %" } },
      },
    },
  });
  const save = section.querySelector("[data-png]");
  save.hidden = false;
  save.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = chart.toBase64Image();
    link.download = save.dataset.png;
    link.click();
  });
}

// On the region page the chart waits until its place comes near: the ranking is first.
function start(section) {
  if (!section.dataset.trend) return draw(section);
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    fetchSection(section, section.dataset.trend);
  }, { rootMargin: "200px" });
  near.observe(section);
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-trend]").forEach(start));
