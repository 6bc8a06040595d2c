"use strict";
(() => {
  // Cards lie beside their place in the text as far as the ones above leave room.
  const wide = matchMedia("screen and (min-width: 56rem)");
  const align = () => {
    for (const card of document.querySelectorAll(".card")) card.style.marginTop = "";
    if (!wide.matches) return;
    for (const card of document.querySelectorAll(".sheet .card:not([hidden])")) {
      const mark = document.getElementById("m" + card.id.slice(1));
      if (!mark) continue;
      const room = mark.getBoundingClientRect().top - card.getBoundingClientRect().top - 8;
      if (room > 0) card.style.marginTop = room + "px";
    }
  };
  addEventListener("resize", align);
  addEventListener("load", align);
  addEventListener("beforeprint", () => {
    for (const card of document.querySelectorAll(".card")) card.style.marginTop = "";
  });
  addEventListener("afterprint", align);
  const form = document.getElementById("filters");
  if (!form) return;
  const cards = [...document.querySelectorAll(".card")];
  const numbers = [...document.querySelectorAll("a.number")];
  const marks = [...document.querySelectorAll("mark")];
  const drafts = [...document.querySelectorAll(".draft")];
  const told = form.querySelector("output");
  const filter = () => {
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const rule = form.elements.rule.value;
    const owner = form.elements.owner.value;
    const path = form.elements.path.value.toLowerCase();
    const shown = new Set();
    for (const card of cards) {
      const fits = severities.has(card.dataset.severity) &&
        (!rule || card.dataset.rule === rule) &&
        (!owner || card.dataset.owner === owner) &&
        card.closest(".draft").dataset.path.toLowerCase().includes(path);
      card.hidden = !fits;
      if (fits) shown.add("#" + card.id);
    }
    for (const number of numbers) number.classList.toggle("off", !shown.has(number.hash));
    for (const mark of marks) {
      mark.classList.toggle("off", !mark.dataset.of.split(" ").some((of) => shown.has("#f" + of)));
    }
    for (const draft of drafts) {
      const has = draft.querySelector(".card:not([hidden])");
      const clean = draft.classList.contains("clean") && form.elements.clean.checked;
      draft.hidden = !(has || (clean && draft.dataset.path.toLowerCase().includes(path)));
    }
    align();
    told.value = `${shown.size} ${told.dataset.of} ${cards.length} ${told.dataset.shown}`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
