// What the theme leaves out for keyboards and screen readers: names of its toggles, and a way into what scrolls.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  for (const toggle of document.querySelectorAll("summary")) {
    if (!toggle.textContent.trim()) toggle.setAttribute("aria-label", "Show or hide the pages below");
  }
  for (const wide of document.querySelectorAll("table.dataframe, .output_html, .highlight pre, pre")) {
    if (wide.scrollWidth > wide.clientWidth && !wide.hasAttribute("tabindex")) wide.setAttribute("tabindex", "0");
  }
});
