// The record of one observation, in a dialog: source, window, range, revisions, other prints, citation.
"use strict";
(function (site) {
  const element = (...given) => site.element(...given);

  function end(day, basis, reason) {
    return `${day || "unknown"} (${basis}${reason ? `: ${reason}` : ""})`;
  }

  function facts(row, record) {
    const tier = site.names.tier[row.tier][0];
    return [
      ["Number", row.value_text],
      ["Range that it allows", `${site.rangeText(row)} ${site.unitText(row)}`],
      ["Printed as", row.qualifier.replaceAll("_", " ")],
      ["First day", end(row.period_start, record.start_basis, record.start_reason)],
      ["Last day", end(row.period_end, record.end_basis, record.end_reason)],
      ["Window in the source's words", record.period_text],
      ["Place", row.areaName],
      ["Issuer", row.issuerName],
      ["By", record.by],
      ["Source", sourceLink(row, record)],
      ["In English", record.title_en],
      ["Outlet", `${row.outlet}; ${tier.toLowerCase()}`],
      ["Published", row.published],
      ["Independent origin", record.witness],
      ["Preferred", row.preferred ? `yes: ${record.preferred_reason}` : "no"],
      ["Confidence", record.confidence],
      ["Note", record.note],
      ["Corrected", record.corrections],
    ].filter(([, said]) => said);
  }

  // A link only to an address of the web.
  function sourceLink(row, record) {
    const title = record.title || row.source_id;
    if (!/^https?:\/\//.test(row.url || "")) return title;
    return element("a", title, { href: row.url, rel: "noreferrer" });
  }

  function openButton(row, said, open) {
    const button = element("button", said, { type: "button", class: "fs-link" });
    button.addEventListener("click", () => open(row));
    return button;
  }

  function listed(heading, rows, nothing, said, open) {
    const parts = [element("h3", heading)];
    if (!rows.length) return [...parts, element("p", nothing)];
    return [...parts, element("ul", rows.map((row) => element("li", [openButton(row, row.value_text, open), ` (${site.rangeText(row)}) ${said(row)}`])))];
  }

  function change(before, after) {
    const percent = (after.value / before.value - 1) * 100;
    return Number.isFinite(percent) ? `; ${percent >= 0 ? "+" : "−"}${site.numberText(Number(Math.abs(percent).toPrecision(2)))}% on the one before` : "";
  }

  function revisions(row, open) {
    const vintages = site.byWindow.get(row.window).filter((one) => one.vintage > 0).sort((a, b) => a.vintage - b.vintage);
    const said = (one) => `published ${one.published}${one.vintage > 1 ? change(vintages[one.vintage - 2], one) : ""}`;
    return listed("Revisions of this window", vintages.length > 1 ? vintages : [], "None is known.", said, open);
  }

  function otherPrints(row, open) {
    const others = site.byWindow.get(row.window).filter((one) => one !== row);
    const said = (one) => `${one.issuerName}, in ${one.outlet}, ${one.published}${one.preferred ? "; preferred" : ""}`;
    return listed("Other prints of the same window", others, "There is no other.", said, open);
  }

  function citation(row, record) {
    const text = `${record.citation}\n${site.citation}`;
    const button = element("button", "Copy the citation", { type: "button", id: "fs-copy", class: "btn btn-primary btn-sm" });
    const done = element("span", "", { role: "status", id: "fs-copied" });
    button.addEventListener("click", () => site.copy(text).then((said) => (done.textContent = said)));
    return [element("h3", "Citation"), element("pre", text, { id: "fs-citation", tabindex: "0" }), element("p", [button, " ", done])];
  }

  // The clipboard, or where a page may not use it (an old browser), the selection of a hidden field.
  site.copy = function (text) {
    const byHand = () => {
      const field = element("textarea", text, { "aria-hidden": "true" });
      (document.querySelector("dialog[open]") || document.body).append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      return copied ? "Copied." : "Your browser does not let a page copy; select the text.";
    };
    if (!navigator.clipboard) return Promise.resolve(byHand());
    return navigator.clipboard.writeText(text).then(() => "Copied.", byHand);
  };

  site.showRecord = function (row, open) {
    return site.recordOf(row).then((record) => {
      const pairs = facts(row, record).flatMap(([name, said]) => [element("dt", name), element("dd", said)]);
      const dialog = document.getElementById("fs-record");
      document.getElementById("fs-record-title").textContent = row.indicatorName;
      document.getElementById("fs-record-body").replaceChildren(
        element("p", element("code", row.observation_id)), element("dl", pairs, { class: "fs-about" }),
        ...revisions(row, open), ...otherPrints(row, open), ...citation(row, record),
      );
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
      document.getElementById("fs-record-title").focus(); // what was pressed may be gone
    });
  };
})(window.fraudstats);
