// The reader beside the brief, and the filter above it. Without this script the citations are links to the reports below.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  function startReader() {
    const pane = find("#reader"), sheet = find(".sheet", pane), title = find("#reader-title"), count = find(".steps span", pane);
    const buttons = all("[data-step]", pane);
    let clicked = null; // the citation that was activated last
    let origin = null; // where the focus goes back to
    let stops = []; // evidence to step through: {link, anchor, run}
    let at = 0;

    // A passage c3 has the runs "3.0", "3.1", … on the marks of its report; one without words has none.
    function stopsOf(anchor, link) {
      const home = document.getElementById(anchor), number = anchor.slice(1);
      const report = home && home.closest("article");
      if (!report) return [];
      const runs = new Set(all("mark", report).flatMap((mark) => mark.dataset.r.split(" ")).filter((run) => run.split(".")[0] === number));
      return (runs.size ? [...runs] : [""]).map((run) => ({ link, anchor, run, report }));
    }

    function open(hash) {
      const target = document.getElementById(hash), report = target && target.closest("#reports article");
      if (!report) return;
      const link = clicked && clicked.hash === "#" + hash ? clicked : find(`main a[href="#${hash}"]`);
      const sentence = link && link.closest(".cites");
      if (report.id === hash) stops = [{ link, anchor: hash, run: "", report }];
      else if (sentence) stops = all(".cite", sentence).flatMap((cite) => stopsOf(cite.hash.slice(1), cite));
      else stops = stopsOf(hash, null);
      if (link && !pane.contains(link)) origin = link;
      const first = pane.hidden;
      pane.hidden = false;
      document.body.classList.add("reading");
      show(Math.max(0, stops.findIndex((stop) => stop.anchor === hash)), first);
      if (first && origin) uncover(origin);
      pane.focus({ preventScroll: true });
    }

    // On a narrow screen the sheet covers the lower part of the page: the sentence moves above it.
    function uncover(link) {
      const box = (link.closest(".s, td, dd") || link).getBoundingClientRect();
      const narrow = pane.getBoundingClientRect().left < 1;
      const limit = narrow ? pane.getBoundingClientRect().top : innerHeight;
      if (box.top < 0 || box.bottom > limit) scrollBy({ top: box.top - (narrow ? 48 : innerHeight / 3) });
    }

    function show(index, fresh) {
      const before = stops[at], stop = stops[index];
      at = index;
      if (fresh || sheet.dataset.report !== stop.report.id) fill(stop.report);
      all("mark", sheet).forEach((mark) => mark.classList.toggle("on", mark.dataset.r.split(" ").includes(stop.run)));
      all(".cite[aria-current], .s.on").forEach((old) => { old.removeAttribute("aria-current"); old.classList.remove("on"); });
      if (stop.link && stop.link.matches(".cite")) {
        stop.link.setAttribute("aria-current", "true");
        const sentence = stop.link.closest(".s");
        if (sentence) sentence.classList.add("on");
      }
      alsoIn(stop.link);
      find(".steps", pane).hidden = stops.length < 2;
      count.textContent = `${index + 1} of ${stops.length}`;
      buttons.forEach((button) => { button.disabled = !stops[index + Number(button.dataset.step)]; });
      if (before && before.anchor !== stop.anchor && location.hash !== "#" + stop.anchor) place("#" + stop.anchor);
      const mark = find("mark.on", sheet);
      sheet.scrollTop = mark ? mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top + sheet.scrollTop - sheet.clientHeight / 3 : 0;
    }

    function fill(report) {
      const copy = report.cloneNode(true);
      copy.removeAttribute("id");
      all("[id]", copy).forEach((element) => element.removeAttribute("id"));
      sheet.replaceChildren(...copy.childNodes);
      sheet.lang = report.lang;
      sheet.dataset.report = report.id;
      title.textContent = "Report " + report.id.slice(1);
    }

    function alsoIn(link) {
      all(".also", sheet).forEach((old) => old.remove());
      const anchors = link && link.dataset.also ? link.dataset.also.split(" ") : [];
      if (!anchors.length) return;
      const note = document.createElement("p");
      note.className = "also";
      note.lang = "en";
      note.append("The same words also in ");
      anchors.forEach((anchor, place) => {
        const other = document.createElement("a"), home = document.getElementById(anchor).closest("article");
        other.href = "#" + anchor;
        other.textContent = find(".by bdi", home).textContent;
        note.append(place ? ", " : "", other);
      });
      find("header", sheet).append(note);
    }

    function place(hash) {
      try { history.replaceState(null, "", hash || location.pathname + location.search); } catch { /* a page without an address */ }
    }

    function close() {
      if (pane.hidden) return;
      pane.hidden = true;
      document.body.classList.remove("reading");
      all(".cite[aria-current], .s.on").forEach((old) => { old.removeAttribute("aria-current"); old.classList.remove("on"); });
      if (/^#[cr]\d+$/.test(location.hash)) place("");
      if (origin && origin.isConnected) origin.focus({ preventScroll: true });
      origin = clicked = null;
      stops = [];
    }

    function follow() {
      const hash = location.hash.slice(1);
      if (/^[cr]\d+$/.test(hash)) open(hash);
      else if (hash === "") close();
      else {
        // On a narrow screen the place that was jumped to must not lie under the sheet.
        if (!pane.hidden && pane.getBoundingClientRect().left < 1) { origin = null; close(); }
        const target = document.getElementById(hash);
        if (target && target.matches(".entry")) target.focus({ preventScroll: true });
      }
    }

    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#c"], a[href^="#r"]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      clicked = link;
      if (link.hash === location.hash) { event.preventDefault(); open(link.hash.slice(1)); }
    });
    buttons.forEach((button) => button.addEventListener("click", () => show(at + Number(button.dataset.step))));
    find(".close", pane).addEventListener("click", close);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !pane.hidden) { event.preventDefault(); close(); } });
    addEventListener("hashchange", follow);
    follow();
  }

  function startFilter() {
    const form = find(".filter"), text = find('[type="search"]', form), disputed = find('[type="checkbox"]', form), said = find("output", form);
    const units = all("main .entry, main .prose .s, main .toll, main .ties div");
    const groups = all("main .block, main .part:not(.sources)").map((group) => [group, units.filter((unit) => group.contains(unit))]);
    const words = new Map(units.map((unit) => [unit, unit.textContent.toLowerCase()]));
    disputed.closest("label").hidden = !find("main .disputed, main [data-standing=denied]");
    form.hidden = false;

    function apply() {
      const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean), active = wanted.length > 0 || disputed.checked;
      let shown = 0;
      for (const unit of units) {
        const day = unit.closest(".block"), heading = day && find("h3", day) ? find("h3", day).textContent.toLowerCase() : "";
        const fits = wanted.every((word) => words.get(unit).includes(word) || heading.includes(word));
        const open = !disputed.checked || unit.closest(".disputed") || /disputed|denied/.test(unit.dataset.standing || "");
        unit.hidden = !(fits && open);
        shown += unit.hidden ? 0 : 1;
      }
      for (const [group, inside] of groups) group.hidden = active && inside.every((unit) => unit.hidden);
      all("main .lead, main .part.sources").forEach((part) => { part.hidden = active; });
      find(".nothing").hidden = !active || shown > 0;
      said.textContent = active ? `${shown} of ${units.length}` : "";
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", (event) => { if (event.key === "Escape" && text.value) { text.value = ""; apply(); } });
  }

  document.addEventListener("DOMContentLoaded", () => {
    all(".more").forEach((more) => {
      more.hidden = false;
      more.setAttribute("aria-label", more.textContent.slice(1) + " more reports");
      more.addEventListener("click", () => { more.parentElement.classList.add("all"); more.remove(); });
    });
    startReader();
    startFilter();
  });
})();
