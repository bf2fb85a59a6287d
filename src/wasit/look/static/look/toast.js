// Takes a toast away after ten seconds, later while somebody points at it or is in it; the journal keeps what it said.
(function () {
  "use strict";
  var SHOWN_MS = 10000;

  document.querySelectorAll(".toast-x").forEach(function (toast) {
    var timer = null;
    function go() { toast.remove(); }
    function start() { stop(); timer = setTimeout(go, SHOWN_MS); }
    function stop() { clearTimeout(timer); }
    var close = toast.querySelector("[data-close]");
    if (close) {
      close.hidden = false;
      close.addEventListener("click", go);
    }
    ["mouseenter", "focusin"].forEach(function (kind) { toast.addEventListener(kind, stop); });
    ["mouseleave", "focusout"].forEach(function (kind) { toast.addEventListener(kind, start); });
    start();
  });
})();
