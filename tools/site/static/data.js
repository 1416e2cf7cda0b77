// What the page knows: every observation as an object, and the records, which load in parts when one is opened.
"use strict";
window.fraudstats = { rows: [], byId: new Map(), byWindow: new Map(), records: new Map() };

(function (site) {
  const decoded = (column) => (Array.isArray(column) ? column : column.codes.map((code) => column.levels[code]));
  const decodedAll = (columns) => Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, decoded(one)]));
  const objects = (columns) => {
    const names = Object.keys(columns);
    return columns[names[0]].map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])));
  };
  const number = (value) => (typeof value === "string" ? (value === "inf" ? Infinity : -Infinity) : value);
  const WINDOW = ["indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "unit"];

  // Called by the script of the first view.
  site.receive = function (held) {
    site.names = held.names;
    Object.assign(site, { release: held.release, call: held.call, citation: held.citation, part: held.part });
    const sources = new Map(objects(decodedAll(held.sources)).map((source) => [source.source_id, source]));
    site.rows = objects(decodedAll(held.columns)).map((row, place) => complete(row, sources.get(row.source_id), place));
    for (const row of site.rows) {
      site.byId.set(row.observation_id, row);
      site.byWindow.set(row.window, [...(site.byWindow.get(row.window) || []), row]);
    }
  };

  function complete(row, source, place) {
    const { outlet, tier, published, url } = source;
    const named = (kind) => site.names[kind][row[kind]][0];
    Object.assign(row, { outlet, tier, published, url, place, lower: number(row.lower), upper: number(row.upper) });
    row.observation_id = `${row.source_id}/${row.local_id}`;
    // Of a window with an unknown end nobody can say that it counts the same time as another.
    const known = row.period_start && row.period_end;
    row.window = known ? JSON.stringify(WINDOW.map((name) => row[name])) : row.observation_id;
    row.indicatorName = named("indicator");
    row.areaName = named("ref_area") + (row.counterpart_area ? `, with ${named("counterpart_area")}` : "");
    row.areaName += row.sub_area ? `, ${row.sub_area}` : "";
    row.issuerName = named("issuer");
    row.words = [
      row.observation_id, row.indicatorName, site.names.indicator[row.indicator][1], row.indicator, row.areaName,
      row.issuerName, row.value_text, String(row.value), row.outlet, row.unit,
    ].join(" ").toLowerCase();
    return row;
  }

  // Called by the script of a part of the records.
  site.receiveRecords = function (part, columns) {
    site.records.set(part, objects(decodedAll(columns)));
  };

  // The record of a row; its script is added to the page, since no page of a file address may fetch.
  site.recordOf = function (row) {
    const part = Math.floor(row.place / site.part);
    const held = () => site.records.get(part)[row.place % site.part];
    if (site.records.has(part)) return Promise.resolve(held());
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `_static/data/records-${part}.js`;
      script.onload = () => resolve(held());
      script.onerror = () => reject(new Error(`the file ${script.src} of the site is missing`));
      document.head.append(script);
    });
  };

  const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
  site.numberText = (value) => grouped.format(value);
  site.windowText = (row) => `${row.period_start || "unknown"} to ${row.period_end || "unknown"}`;
  site.rangeText = function (row) {
    if (row.lower === row.upper) return grouped.format(row.lower);
    if (row.upper === Infinity) return `${grouped.format(row.lower)} or more`;
    return `${grouped.format(row.lower)} to ${grouped.format(row.upper)}`;
  };
  site.unitText = (row) => row.unit.replaceAll("_", " ");

  // An element with text and attributes; whatever the data say is text, never markup.
  site.element = function (name, text, attributes = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    for (const part of [text].flat()) made.append(part ?? "");
    return made;
  };
})(window.fraudstats);
