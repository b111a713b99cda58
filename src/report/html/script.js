// Filters, sorts and leads from finding to finding. All that there is to read is there without it.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);

  const cards = all(".card");
  const marks = all("mark[data-f]");
  const badges = new Map(all(".b").map((badge) => [badge.hash.slice(1), badge]));
  const links = new Map(all(".jump li").map((link) => [link.dataset.f, link]));
  const byId = new Map(cards.map((card) => [card.id, card]));
  const severities = ["e", "w", "i"];
  const severity = (card) => severities.find((it) => card.classList.contains(it));

  // Findings

  const pressed = (button) => button !== null && button.getAttribute("aria-pressed") === "true";
  const toggle = (button) => {
    button.setAttribute("aria-pressed", String(!pressed(button)));
  };
  const buttons = all(".sev");
  const boxes = all("[data-rule][type=checkbox]");

  const filter = () => {
    const off = new Set(buttons.filter((it) => !pressed(it)).map((it) => it.dataset.severity));
    const unchecked = new Set(boxes.filter((it) => !it.checked).map((it) => it.dataset.rule));
    const fixable = pressed(one("fixable"));
    let shown = 0;
    for (const card of cards) {
      const hidden =
        off.has(severity(card)) || unchecked.has(card.dataset.rule) || (fixable && !("fix" in card.dataset));
      card.hidden = hidden;
      shown += hidden ? 0 : 1;
      for (const its of [badges.get(card.id), links.get(card.id)]) if (its) its.hidden = hidden;
    }
    for (const row of all(".cards")) {
      row.parentElement.classList.toggle("has", all(".card", row).some((card) => !card.hidden));
    }
    for (const mark of marks) {
      const visible = mark.dataset.f.split(" ").map((id) => byId.get(id)).filter((card) => card && !card.hidden);
      const worst = severities.find((it) => visible.some((card) => severity(card) === it));
      mark.classList.remove(...severities, "off");
      mark.classList.add(worst || "off");
    }
    const total = `${cards.length} ${cards.length === 1 ? "finding" : "findings"}`;
    one("shown").textContent = shown === cards.length ? total : `${shown} of ${total}`;
  };

  const open = (element) => {
    for (let it = element; it; it = it.parentElement) if (it.tagName === "DETAILS") it.open = true;
  };

  let current = null;
  const step = (by) => {
    const visible = cards.filter((card) => !card.hidden);
    if (visible.length === 0) return;
    let next = visible.indexOf(current) + by;
    if (current === null || !visible.includes(current)) {
      const below = visible.findIndex((card) => card.getBoundingClientRect().top > 80);
      next = by > 0 ? Math.max(below, 0) : (below < 0 ? visible.length : below) - 1;
    }
    const card = visible[(next + visible.length) % visible.length];
    location.hash = card.id;
    card.querySelector("summary").focus({ preventScroll: true });
  };

  const arrive = () => {
    const target = one(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const card = target.classList.contains("b") ? byId.get(target.hash.slice(1)) : target;
    current = card && card.classList.contains("card") ? card : null;
    // What is filtered out can still be asked for by its address.
    if (current && current.hidden) return;
    open(current || target.parentElement);
    if (target.classList.contains("file")) open(target);
    target.scrollIntoView({ block: current ? "center" : "start" });
  };

  if (one("bar")) {
    one("bar").hidden = false;
    for (const button of [...buttons, one("fixable")]) {
      if (button) button.addEventListener("click", () => { toggle(button); filter(); });
    }
    for (const box of boxes) box.addEventListener("change", filter);
    const check = (value) => { for (const box of boxes) box.checked = value; filter(); };
    one("all").addEventListener("click", () => check(true));
    one("none").addEventListener("click", () => check(false));
    one("folded").addEventListener("click", (event) => {
      toggle(event.currentTarget);
      document.body.classList.toggle("folded", pressed(event.currentTarget));
    });
    one("next").addEventListener("click", () => step(1));
    one("previous").addEventListener("click", () => step(-1));
    const menu = document.querySelector(".rules");
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
    filter();
  }
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // What belongs together lights up together.

  const light = (event, on) => {
    const at = event.target.closest(".card, .b, mark[data-f], .chip");
    if (!at) return;
    if (at.classList.contains("chip")) {
      const same = all(".chip", at.closest("section")).filter((it) => it.dataset.r === at.dataset.r);
      for (const it of same) it.classList.toggle("on", on);
      return;
    }
    const ids = at.dataset.f ? at.dataset.f.split(" ") : [at.classList.contains("b") ? at.hash.slice(1) : at.id];
    const lines = at.closest(".lines > div");
    if (!lines) return;
    for (const mark of all("mark[data-f]", lines)) {
      const its = mark.dataset.f.split(" ");
      if (ids.some((id) => its.includes(id))) mark.classList.toggle("on", on && !mark.classList.contains("off"));
    }
    for (const id of ids) byId.get(id)?.classList.toggle("on", on);
  };
  for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(name, (event) => { if (event.target.closest) light(event, on); });
  }

  // Tables

  const order = new Intl.Collator(undefined, { numeric: true });
  const key = (row, column) => {
    const cell = row.cells[column];
    return "s" in cell.dataset ? cell.dataset.s : cell.textContent.trim();
  };
  for (const table of all("table.sort")) {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [key(row, column), row]);
        // What is not given comes last either way.
        rows.sort(([a], [b]) => (a === "") - (b === "") || (down ? order.compare(b, a) : order.compare(a, b)));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }
})();
