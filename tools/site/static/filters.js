// The form: what is asked for, whether a row answers it, and the link that restores it.
"use strict";
(function (site) {
  const SELECTS = ["indicator", "area", "issuer", "tier", "qualifier"];
  const COLUMN = { area: "ref_area" };
  const TEXTS = ["q", "from", "to"];
  const MARKS = ["preferred", "disagreeing"];
  const column = (name) => COLUMN[name] || name;
  const field = (name) => document.getElementById(`fs-${name}`);

  // The options of the lists, each with how many observations it has.
  site.fillForm = function () {
    for (const name of SELECTS) {
      const counts = new Map();
      for (const row of site.rows) counts.set(row[column(name)], (counts.get(row[column(name)]) || 0) + 1);
      const codes = [...counts.keys()];
      const said = (code) => site.names[column(name)][code][0];
      if (!["tier", "qualifier"].includes(name)) codes.sort((a, b) => said(a).localeCompare(said(b)));
      const option = (code) => site.element("option", `${said(code)} (${counts.get(code)})`, { value: code });
      field(name).append(...codes.map(option));
    }
  };

  site.readForm = function () {
    const state = {};
    for (const name of [...SELECTS, ...TEXTS]) if (field(name).value.trim()) state[name] = field(name).value.trim();
    for (const name of MARKS) if (field(name).checked) state[name] = "1";
    return state;
  };

  site.writeForm = function (state) {
    for (const name of [...SELECTS, ...TEXTS]) field(name).value = state[name] || "";
    for (const name of MARKS) field(name).checked = state[name] === "1";
  };

  // A year, month or day as the first or last day that it means; undefined where it is none.
  site.day = function (text, last) {
    const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text || "");
    if (!match) return undefined;
    const [, year, month, day] = match;
    if (day) return text;
    const m = month || (last ? "12" : "01");
    return last ? new Date(Date.UTC(+year, +m, 0)).toISOString().slice(0, 10) : `${year}-${m}-01`;
  };

  // A test of rows; a window lies between the days asked for, as in ds.select(start=..., end=...).
  site.asked = function (state) {
    const words = (state.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    const [from, to] = [site.day(state.from, false), site.day(state.to, true)];
    return (row) =>
      SELECTS.every((name) => !state[name] || row[column(name)] === state[name]) &&
      (!from || (row.period_start !== null && row.period_start >= from)) &&
      (!to || (row.period_end !== null && row.period_end <= to)) &&
      (!state.preferred || row.preferred) &&
      (!state.disagreeing || row.disagree > 0) &&
      words.every((word) => row.words.includes(word));
  };

  // The call that selects the same in Python, as far as a selection can say it.
  site.inPython = function (state) {
    const given = [];
    if (state.indicator) given.push(`"${state.indicator}"`);
    for (const [name, key] of [["area", "ref_area"], ["from", "start"], ["to", "end"]]) {
      if (state[name]) given.push(`${key}="${state[name]}"`);
    }
    return given.length ? `fs.load().select(${given.join(", ")}).observations` : "fs.load().observations";
  };

  site.fromLink = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  site.toLink = (state) => `#${new URLSearchParams(state)}`;
})(window.fraudstats);
