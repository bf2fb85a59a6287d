// Puts an opened popover beside the button that opened it; without this script it opens in the middle of the screen.
(function () {
  "use strict";
  var GAP = 6, EDGE = 12;

  function place(pop) {
    var button = document.querySelector('[popovertarget="' + pop.id + '"]');
    if (!button) return;
    var at = button.getBoundingClientRect();
    pop.classList.add("placed");
    var box = pop.getBoundingClientRect();
    var left = Math.max(EDGE, Math.min(at.left, window.innerWidth - box.width - EDGE));
    var below = at.bottom + GAP + box.height <= window.innerHeight - EDGE && !pop.hasAttribute("data-above");
    var top = below ? at.bottom + GAP : Math.max(EDGE, at.top - GAP - box.height);
    pop.style.left = left + "px";
    pop.style.top = top + "px";
  }

  function open() { return Array.from(document.querySelectorAll(".pop")).filter(function (pop) { return pop.matches(":popover-open"); }); }

  document.addEventListener("toggle", function (event) {
    var pop = event.target;
    if (event.newState === "open" && pop.classList && pop.classList.contains("pop")) place(pop);
  }, true);
  window.addEventListener("scroll", function () { if (window.HTMLElement.prototype.showPopover) open().forEach(place); }, { passive: true });
  window.addEventListener("resize", function () { if (window.HTMLElement.prototype.showPopover) open().forEach(place); });
})();
