// Triage by keyboard, beyond what look/keys.js does by data-key: highlights on and off, and answering a question
// (why not, until when) with one figure while it is open.
(function () {
  "use strict";
  var post = document.querySelector("[data-post]");
  var marks = document.querySelector("[data-marks]");
  if (marks && post) {
    marks.hidden = false;
    marks.addEventListener("click", function () {
      var hidden = post.classList.toggle("no-marks");
      marks.setAttribute("aria-pressed", String(hidden));
      marks.firstElementChild.textContent = hidden ? marks.dataset.show : marks.dataset.hide;
    });
  }

  var asks = Array.from(document.querySelectorAll("[data-ask]"));
  asks.forEach(function (ask) {
    ask.addEventListener("toggle", function () {
      if (!ask.open) return;
      asks.forEach(function (other) { if (other !== ask) other.open = false; });
      var first = ask.querySelector("input[type=radio]:checked") || ask.querySelector("input[type=radio]");
      if (first) first.focus();
    });
  });

  // Before look/keys.js sees it: figures answer the open question and choose no person, Escape closes it.
  document.addEventListener("keydown", function (event) {
    var ask = asks.find(function (each) { return each.open; });
    if (!ask || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      ask.open = false;
      ask.querySelector("summary").focus();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.target.matches("input:not([type=radio]), textarea, select")) return;
    var off = false;
    try { off = localStorage.getItem("wasit-keys-off") === "1"; } catch (e) { off = false; }
    if (off || !/^[1-9]$/.test(event.key)) return;
    var choice = ask.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    event.preventDefault();
    event.stopPropagation();
    if (choice) { choice.checked = true; choice.focus(); }
  }, true);
})();
