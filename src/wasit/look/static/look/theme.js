// Sets the theme before the first paint: the reader's choice on this device, else what the system says.
(function () {
  "use strict";
  var KEY = "wasit-theme";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try { return localStorage.getItem(KEY) || ""; } catch (e) { return ""; }
  }

  function apply() {
    var theme = chosen() || (dark.matches ? "dark" : "light");
    document.documentElement.setAttribute("data-bs-theme", theme);
  }

  function showChoice() {
    var now = chosen();
    document.querySelectorAll("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
    });
  }

  apply();
  if (dark.addEventListener) dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-theme-switch]").forEach(function (part) { part.hidden = false; });
    showChoice();
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-theme-choice]");
      if (!button) return;
      try {
        if (button.dataset.themeChoice) localStorage.setItem(KEY, button.dataset.themeChoice);
        else localStorage.removeItem(KEY);
      } catch (e) { /* private windows keep nothing; the theme then holds for this page only */ }
      if (button.dataset.themeChoice) document.documentElement.setAttribute("data-bs-theme", button.dataset.themeChoice);
      else apply();
      showChoice();
    });
  });
})();
