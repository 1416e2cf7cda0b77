// The picture of a selection: each number as a bar over the days that it counts, as high as its range.
"use strict";
(function (site) {
  const SPACE = "http://www.w3.org/2000/svg";
  const MARGIN = { left: 62, right: 12, top: 26, bottom: 30 };
  const DAY = 24 * 3600 * 1000;
  const SIZES = [[1e12, "trillion "], [1e9, "billion "], [1e6, "million "], [1, ""]];
  const YEAR = 34; // the width of its label, with room beside it

  const node = function (name, attributes, text) {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const time = (day) => Date.parse(`${day}T00:00:00Z`);

  // Steps of 1, 2 or 5 times a power of ten, some five of them.
  function steps(top) {
    const rough = top / 5, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
    return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, i) => i * step);
  }

  function scales(rows, width, height) {
    const first = Math.min(...rows.map((row) => time(row.period_start)));
    const last = Math.max(...rows.map((row) => time(row.period_end))) + DAY;
    const ends = rows.flatMap((row) => [row.value, row.upper]).filter(Number.isFinite);
    const top = Math.max(...ends) * 1.08 || 1, bottom = Math.min(0, ...rows.map((row) => row.value));
    return {
      first, last, top, bottom,
      x: (at) => MARGIN.left + ((at - first) / (last - first)) * (width - MARGIN.left - MARGIN.right),
      y: (at) => height - MARGIN.bottom - ((at - bottom) / (top - bottom)) * (height - MARGIN.top - MARGIN.bottom),
    };
  }

  function axes(svg, at, width, height, unit) {
    const [size, named] = SIZES.find(([one]) => at.top >= one) || SIZES.at(-1);
    svg.append(node("text", { x: 4, y: 14 }, named + unit));
    for (const value of steps(at.top)) {
      svg.append(node("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: at.y(value), y2: at.y(value), class: "fs-grid" }));
      svg.append(node("text", { x: MARGIN.left - 6, y: at.y(value) + 4, "text-anchor": "end" }, site.numberText(Number((value / size).toPrecision(6)))));
    }
    years(svg, at, width, height);
  }

  // A label begins at its year; the last one ends there if it would not fit.
  function years(svg, at, width, height) {
    const [from, to] = [at.first, at.last].map((one) => new Date(one).getUTCFullYear());
    const every = Math.ceil((to - from + 1) / Math.max(2, Math.floor((width - MARGIN.left) / 60)));
    const xOf = (year) => at.x(Math.max(Date.UTC(year, 0, 1), at.first));
    for (let year = from; year <= to; year += every) {
      const x = xOf(year);
      svg.append(node("line", { x1: x, x2: x, y1: height - MARGIN.bottom, y2: height - MARGIN.bottom + 4, class: "fs-grid" }));
      if (year === from && year + every <= to && xOf(year + every) - x < YEAR) continue;
      const anchor = x + YEAR > width ? "end" : "start";
      svg.append(node("text", { x, y: height - MARGIN.bottom + 18, "text-anchor": anchor }, String(year)));
    }
  }

  function bar(row, at, open) {
    const [left, right] = [at.x(time(row.period_start)), at.x(time(row.period_end) + DAY)];
    const high = Math.min(at.y(row.lower), at.y(Number.isFinite(row.upper) ? row.upper : row.value));
    const tall = Math.max(3, at.y(Math.max(row.lower, at.bottom)) - high);
    const kind = row.disagree > 0 ? "fs-disagreeing" : row.preferred ? "fs-preferred" : "fs-other";
    const made = node("rect", { x: left, y: high - (tall === 3 ? 1.5 : 0), width: Math.max(3, right - left), height: tall, class: kind });
    made.append(node("title", {}, `${site.rangeText(row)}, printed ${row.value_text}, ${site.windowText(row)}, ${row.issuerName}`));
    made.addEventListener("click", () => open(row));
    return made;
  }

  // Whether there is one thing to draw; else what to do.
  function refusal(rows, known) {
    const indicators = new Set(rows.map((row) => row.indicator)), units = new Set(rows.map((row) => row.unit));
    if (!rows.length) return "Nothing is selected.";
    if (indicators.size > 1) return "Choose an indicator to see its numbers drawn.";
    if (units.size > 1) return `These numbers count ${[...units].join(" and ")}, which no one picture holds.`;
    return known.length ? "" : "No number of this selection has a known window.";
  }

  // The years and the extremes of what is drawn, for whoever does not see it.
  function inWords(rows, known) {
    const least = known.reduce((a, b) => (b.value < a.value ? b : a)), most = known.reduce((a, b) => (b.value > a.value ? b : a));
    const said = (row) => `${site.rangeText(row)} (${site.windowText(row)})`;
    const unknown = rows.length - known.length;
    return (
      `${known[0].indicatorName}, in ${site.unitText(known[0])}: ${known.length} numbers; the smallest is ${said(least)}, the largest ${said(most)}.` +
      (unknown ? ` ${unknown} of unknown windows are not drawn.` : "")
    );
  }

  site.draw = function (rows, place, caption, open) {
    const known = rows.filter((row) => row.period_start && row.period_end);
    const why = refusal(rows, known);
    caption.textContent = why || inWords(rows, known);
    place.replaceChildren();
    place.parentElement.classList.toggle("fs-empty", Boolean(why));
    if (why) return;
    const width = Math.max(300, place.clientWidth), height = width < 500 ? 240 : 300;
    const svg = node("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": caption.id });
    const at = scales(known, width, height);
    axes(svg, at, width, height, site.unitText(known[0]));
    const last = (row) => (row.disagree > 0 ? 1 : row.preferred ? 2 : 0);
    svg.append(...[...known].sort((a, b) => last(a) - last(b)).map((row) => bar(row, at, open)));
    place.append(svg);
  };
})(window.fraudstats);
