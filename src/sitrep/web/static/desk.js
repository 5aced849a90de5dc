"use strict";
// Every page works without this script: a citation is a link to the report. With it and htmx, a
// citation opens the report beside the page, and switches in forms act at once.
(() => {
  const panel = document.getElementById("panel");
  let opener = null;

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("reading");
    if (!opener) return;
    opener.classList.remove("asked");
    const before = opener.getBoundingClientRect().top;
    opener.focus({ preventScroll: true });
    const top = opener.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight) scrollBy({ top: top - before, behavior: "instant" });
    opener = null;
  };

  // The line that was asked about stays where the eye left it, or above a panel that would hide it.
  const keepInView = (link, before) => {
    const sheet = panel.getBoundingClientRect();
    const covered = sheet.left === 0 && before > sheet.top - 48;
    const wanted = covered ? sheet.top / 2 : before;
    scrollBy({ top: link.getBoundingClientRect().top - wanted, behavior: "instant" });
  };

  // On a phone the views are a strip: the one that is open is in sight.
  const current = document.querySelector(".views [aria-current]");
  // not scrollIntoView: the first Tab would start there, behind the link that skips the menu
  if (current) {
    const strip = current.closest("ul");
    const [here, all] = [current.getBoundingClientRect(), strip.getBoundingClientRect()];
    strip.scrollLeft += here.left + here.width / 2 - all.left - all.width / 2;
  }

  // A link with a key held down opens a tab, as everywhere.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[hx-get]");
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.detail.elt;
    if (event.detail.target !== panel || !link.matches("a[hx-get]")) return;
    if (opener) opener.classList.remove("asked");
    opener = link;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== panel || !opener) return;
    const before = opener.getBoundingClientRect().top;
    opener.classList.add("asked");
    panel.hidden = false;
    document.body.classList.add("reading");
    keepInView(opener, before);
    const body = document.getElementById("panel-body");
    const words = body.querySelector("mark.on");
    if (words) {
      const top = words.getBoundingClientRect().top - body.getBoundingClientRect().top;
      body.scrollTop += top - body.clientHeight / 3;
    }
    document.getElementById("panel-title").focus({ preventScroll: true });
  });

  // Where the report cannot be brought, the link leads to its page.
  for (const fault of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(fault, (event) => {
      const link = event.detail.elt;
      if (link.matches && link.matches("a[hx-get]")) location.assign(link.href);
    });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#panel-close")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
