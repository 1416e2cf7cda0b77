// The data browser: form, table, picture, record and link, each kept as the others are.
"use strict";
(function (site) {
  const place = (id) => document.getElementById(`fs-${id}`);
  let table, state = {};

  const selected = () => table.rows({ search: "applied", order: "applied" }).data().toArray();

  function open(row) {
    state.open = row.observation_id;
    link();
    site.showRecord(row, open).catch((error) => (place("count").textContent = error.message));
  }

  function link() {
    if (site.toLink(state) !== (location.hash || "#")) history.replaceState(null, "", site.toLink(state));
  }

  // Ask again, after a change of the form or of the link.
  function show() {
    table.search.fixed("form", (_, row) => site.asked(state)(row)).draw();
    const rows = selected();
    const whole = site.numberText(site.rows.length);
    place("count").textContent = `${site.numberText(rows.length)} of ${whole} observations, release ${site.release}`;
    place("python").textContent = site.inPython(state);
    picture();
  }

  function picture() {
    site.draw(selected(), place("picture"), place("caption"), open);
  }

  function ask() {
    const { open: opened } = state;
    state = { ...site.readForm(), ...(opened ? { open: opened } : {}) };
    link();
    show();
  }

  function restore() {
    state = site.fromLink();
    site.writeForm(state);
    show();
    const row = site.byId.get(state.open);
    if (row) open(row);
    else if (state.open) place("count").textContent = `There is no observation ${state.open} in release ${site.release}.`;
    else if (place("record").open) place("record").close();
  }

  function makeTable() {
    const text = (name, className) => ({ data: name, className, render: (value, kind) => (kind === "display" ? document.createTextNode(value ?? "") : value) });
    const first = (value, kind, row) => {
      if (kind !== "display") return value;
      const said = `${site.rangeText(row)} ${site.unitText(row)}`;
      const button = site.element("button", said, { type: "button", class: "fs-link", "data-id": row.observation_id });
      button.append(site.element("span", `: open the record of ${row.indicatorName}`, { class: "fs-hidden" }));
      return button;
    };
    const told = (value, kind, row) =>
      kind === "display" ? document.createTextNode([row.preferred && "preferred", row.disagree && "disagreeing"].filter(Boolean).join(", ")) : value;
    return new DataTable("#fs-table", {
      data: site.rows,
      columns: [
        { data: "value", render: first },
        text("value_text"), text("indicatorName"), text("areaName"), text("period_start", "fs-day"), text("period_end", "fs-day"),
        text("issuerName"), text("published", "fs-day"),
        { data: "preferred", render: told },
      ].map((column) => ({ type: column.data === "value" ? "num" : "string", searchable: false, ...column })),
      order: [[5, "desc"]],
      layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
      pageLength: 20,
      autoWidth: false,
      language: { emptyTable: "No observation answers this. Remove a filter.", zeroRecords: "No observation answers this. Remove a filter." },
    });
  }

  let waiting;
  const later = (act) => { clearTimeout(waiting); waiting = setTimeout(act, 150); };

  document.addEventListener("DOMContentLoaded", function () {
    site.fillForm();
    table = makeTable();
    place("form").addEventListener("input", () => later(ask));
    place("form").addEventListener("submit", (event) => event.preventDefault());
    place("form").addEventListener("reset", () => setTimeout(ask));
    place("table").addEventListener("click", (event) => {
      const button = event.target.closest("button[data-id]");
      if (button) open(site.byId.get(button.dataset.id));
    });
    place("csv").addEventListener("click", () => site.download(selected()));
    place("link").addEventListener("click", () => site.copy(location.href).then((said) => (place("told").textContent = `${said} The link opens this view.`)));
    place("close").addEventListener("click", () => place("record").close());
    place("record").addEventListener("keydown", (event) => event.key === "Escape" && place("record").close());
    place("record").addEventListener("close", () => { delete state.open; link(); });
    window.addEventListener("hashchange", restore);
    window.addEventListener("resize", () => later(picture));
    restore();
    document.documentElement.dataset.fraudstats = "ready";
  });
})(window.fraudstats);
