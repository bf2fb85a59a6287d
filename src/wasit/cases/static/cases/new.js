// The form for a new case: opens the catalogue group of the typed day and shows the reporter only for a report.
// Without this script everything is there and works; the server checks the same.
(function () {
  "use strict";
  var form = document.querySelector("[data-new-case]");
  if (!form) return;
  var MONTHS = ["jan", "feb", "mar", "apr", "mei|may", "jun", "jul", "agu|aug|agt", "sep", "okt|oct", "nov|nop", "des|dec"];

  function box(name) { return (form.elements["act_at_" + name] || {}).value || ""; }
  function month(text) {
    var figure = parseInt(text, 10);
    if (figure >= 1 && figure <= 12) return figure;
    var start = text.trim().toLowerCase().slice(0, 3);
    return start.length < 3 ? 0 : 1 + MONTHS.findIndex(function (names) { return names.split("|").indexOf(start) >= 0; });
  }
  function typedDay() {
    var day = parseInt(box("day"), 10), year = parseInt(box("year"), 10), at = month(box("month"));
    if (!day || !at || year < 1900) return "";
    return year + "-" + String(at).padStart(2, "0") + "-" + String(day).padStart(2, "0");
  }
  function showPhase() {
    var chosen = form.elements["election_id"];
    var pivot = document.querySelector('[data-pivot="' + CSS.escape(chosen ? chosen.value : "") + '"]');
    var day = typedDay();
    if (!pivot || !day) return;
    var now = day >= pivot.dataset.day ? "after_determination" : "before_determination";
    document.querySelectorAll("[data-phase]").forEach(function (group) {
      var other = group.dataset.phase === "after_determination" || group.dataset.phase === "before_determination";
      if (other) group.open = group.dataset.phase === now || !!group.querySelector(":checked");
    });
  }
  function showReporter() {
    var origin = form.querySelector('[name="origin"]:checked');
    document.querySelectorAll("[data-only-report]").forEach(function (part) {
      part.hidden = !!origin && origin.value !== "report";
    });
  }

  form.addEventListener("change", function () { showPhase(); showReporter(); });
  showPhase();
  showReporter();
})();
