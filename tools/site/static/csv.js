// The selection as CSV (RFC 4180), which a spreadsheet may open: no cell of it can be a formula.
"use strict";
(function (site) {
  const COLUMNS = [
    "observation_id", "indicator", "ref_area", "counterpart_area", "sub_area", "period_start", "period_end", "value",
    "value_text", "lower", "upper", "qualifier", "unit", "preferred", "issuer", "source_id", "outlet", "tier",
    "published", "url",
  ];

  // A text that a spreadsheet would calculate gets an apostrophe before it; numbers stay numbers.
  site.csvCell = function (value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return value === Infinity ? "inf" : String(value);
    let text = String(value);
    if (/^[=+\-@\t\r\n]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  site.csv = (rows) =>
    [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))]
      .map((cells) => cells.map(site.csvCell).join(","))
      .join("\r\n") + "\r\n";

  site.download = function (rows) {
    const blob = new Blob(["\ufeff", site.csv(rows)], { type: "text/csv;charset=utf-8" });
    const link = site.element("a", "", { href: URL.createObjectURL(blob), download: "fraudstats-selection.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
})(window.fraudstats);
