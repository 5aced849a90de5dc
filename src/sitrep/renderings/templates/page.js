"use strict";
// The page works without this script: every citation is a link to the marked words further
// down. With it, a citation opens the report beside the brief, scrolled to those words.
(() => {
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  const title = document.getElementById("panel-title");
  let opener = null;

  const close = () => {
    if (panel.hidden) return;
    const before = opener.getBoundingClientRect().top;
    panel.hidden = true;
    document.body.classList.remove("reading");
    body.replaceChildren();
    keepInView(opener, before);
    opener.classList.remove("asked");
    opener.focus({ preventScroll: true });
    opener = null;
  };

  // The line that was asked about stays where the eye left it, or above a panel that would hide it.
  const keepInView = (link, before) => {
    const sheet = panel.getBoundingClientRect();
    const covered = sheet.left === 0 && before > sheet.top - 48;
    const wanted = covered ? sheet.top / 2 : before;
    scrollBy({ top: link.getBoundingClientRect().top - wanted, behavior: "instant" });
  };

  const open = (link) => {
    const report = document.getElementById(link.dataset.report);
    if (!report) return false;
    const text = report.querySelector(".text").cloneNode(true);
    for (const place of text.querySelectorAll("[id]")) place.removeAttribute("id");
    const words = text.querySelectorAll(`mark[data-keys~="${CSS.escape(link.dataset.key)}"]`);
    for (const word of words) word.classList.add("on");
    title.textContent = report.querySelector("h3").textContent;
    const origin = report.querySelector(".report-meta").cloneNode(true);
    body.replaceChildren(origin, text);
    if (opener) opener.classList.remove("asked");
    opener = link;
    opener.classList.add("asked");
    const before = link.getBoundingClientRect().top;
    panel.hidden = false;
    document.body.classList.add("reading");
    keepInView(link, before);
    if (words.length) {
      const top = words[0].getBoundingClientRect().top - body.getBoundingClientRect().top;
      body.scrollTop += top - body.clientHeight / 3;
    }
    title.focus({ preventScroll: true });
    return true;
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.cite");
    if (link && open(link)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.getElementById("panel-close").addEventListener("click", close);

  // Full texts are folded away where the panel shows them, and unfolded for whoever asks:
  // a link to a place inside, or the printer.
  const texts = [...document.querySelectorAll(".report details")];
  const unfold = () => {
    const place = document.querySelector(":target");
    const inside = place && place.closest(".report");
    if (!inside) return;
    inside.querySelector("details").open = true;
    place.scrollIntoView();
  };
  for (const text of texts) text.open = false;
  addEventListener("hashchange", unfold);
  unfold();
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = texts.filter((text) => !text.open);
    for (const text of folded) text.open = true;
  });
  addEventListener("afterprint", () => {
    for (const text of folded) text.open = false;
  });
  const contents = document.querySelector(".contents details");
  if (matchMedia("(max-width: 68rem)").matches) contents.open = false;
})();
