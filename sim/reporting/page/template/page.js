"use strict";
// The hash keeps the language and the place: #lang=en&at=money. A plain #money works too.
const root = document.documentElement;

function fromHash() {
  const hash = location.hash.slice(1);
  return hash.includes("=") ? new URLSearchParams(hash) : new URLSearchParams({ at: hash });
}

function toHash(changes) {
  const now = fromHash();
  for (const [key, value] of Object.entries(changes)) now.set(key, value);
  if (!now.get("lang")) now.set("lang", root.dataset.lang);
  if (!now.get("at")) now.delete("at");
  history.replaceState(null, "", "#" + now.toString());
}

function speak(lang) {
  root.dataset.lang = lang;
  root.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = document.querySelector("title").dataset[lang];
  for (const button of document.querySelectorAll(".languages button"))
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
}

function go() {
  const lang = fromHash().get("lang");
  if (lang === "zh" || lang === "en") speak(lang);
  const place = document.getElementById(fromHash().get("at") || "");
  if (place) place.scrollIntoView();
}

for (const button of document.querySelectorAll(".languages button"))
  button.addEventListener("click", () => { speak(button.dataset.lang); toHash({ lang: button.dataset.lang }); });
for (const link of document.querySelectorAll("nav a"))
  link.addEventListener("click", (event) => {
    event.preventDefault();
    toHash({ at: link.hash.slice(1) });
    document.getElementById(link.hash.slice(1)).scrollIntoView();
  });
addEventListener("hashchange", go);
go();

// Sorting: numbers by value, texts as they are read; lines that belong to the line above move with it.
function spoken(cell) {
  const words = cell.querySelector("span." + root.dataset.lang);
  return (words || cell).textContent.trim();
}

function compare(a, b, column, sign) {
  const [left, right] = [a[0].cells[column], b[0].cells[column]];
  const [x, y] = [left.dataset.order, right.dataset.order];
  if (x !== undefined && y !== undefined) return sign * (Number(x) - Number(y));
  if (x !== undefined || y !== undefined) return x !== undefined ? -1 : 1;
  return sign * spoken(left).localeCompare(spoken(right), root.lang);
}

function sort(head) {
  const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of head.parentNode.cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
  for (const body of head.closest("table").tBodies) {
    const groups = [];
    for (const row of body.rows)
      if (row.classList.contains("child") && groups.length) groups[groups.length - 1].push(row);
      else if (!row.classList.contains("heading")) groups.push([row]);
    groups.sort((a, b) => compare(a, b, head.cellIndex, sign));
    body.append(...groups.flat());
  }
}

for (const head of document.querySelectorAll("thead th"))
  head.querySelector("button").addEventListener("click", () => sort(head));

// Finding rows: every word typed must stand somewhere in the row.
for (const box of document.querySelectorAll(".find input"))
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of document.querySelectorAll(`#${box.dataset.table} tbody tr:not(.heading)`)) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    box.closest(".find").querySelector(".count").textContent = String(count);
  });

// The data of a plot, with the mark that tells Excel it is UTF-8.
for (const button of document.querySelectorAll("button.csv"))
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + button.dataset.csv], { type: "text/csv;charset=utf-8" }));
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
