"use strict";
(() => {
  const form = document.getElementById("filters");
  const fields = ["code", "role", "source"].map((name) => form.elements[name]);
  const search = form.elements.search;
  const count = document.getElementById("count");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const cards = [...document.querySelectorAll(".card")].map((card) => ({
    card,
    id: card.dataset.id,
    codes: "|" + card.dataset.codes + "|",
    role: card.dataset.role,
    source: card.dataset.source,
    words: fold(card.textContent),
  }));
  const all = new Set(cards.map((card) => card.id)).size;
  const show = () => {
    const [code, role, source] = fields.map((field) => field.value);
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const shown = new Set();
    for (const card of cards) {
      const fits = (!code || card.codes.includes("|" + code + "|")) && (!role || card.role === role) &&
        (!source || card.source === source) && words.every((word) => card.words.includes(word));
      card.card.hidden = !fits;
      if (fits) shown.add(card.id);
    }
    for (const group of document.querySelectorAll("main section")) {
      group.hidden = !group.querySelector(".card:not([hidden])");
    }
    count.textContent = shown.size ? shown.size + " " + count.dataset.of + " " + all + " " + count.dataset.quotes
      : count.dataset.none;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  form.hidden = false;
  show();
})();
