// The keyboard: off while typing, off altogether when the reader says so.
//   /            focuses [data-search], else follows [data-search-page]
//   J K          next, previous row of [data-rows]
//   Enter        opens the chosen row           G x   goes to the link with data-go="X"
//   x            clicks [data-key="X"]          Esc   leaves a field, else follows [data-back]      ?  lists all keys
(function () {
  "use strict";
  var OFF = "wasit-keys-off";
  var WAIT_MS = 1200;
  var goUntil = 0;

  function off() {
    try { return localStorage.getItem(OFF) === "1"; } catch (e) { return false; }
  }
  function setOff(value) {
    try { if (value) localStorage.setItem(OFF, "1"); else localStorage.removeItem(OFF); } catch (e) { /* holds for nothing */ }
  }

  function typing(target) {
    if (!target || !target.closest) return false;
    return !!target.closest('textarea, select, [contenteditable=""], [contenteditable=true], input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit])');
  }
  function visible(element) { return !!element && element.getClientRects().length > 0 && !element.disabled; }
  function floating() {
    return !!document.querySelector("dialog[open]") || (window.HTMLElement.prototype.showPopover && !!document.querySelector("[popover]:popover-open"));
  }

  // rows
  function rows() {
    return Array.from(document.querySelectorAll("[data-rows] .w-row, [data-rows] [data-row]")).filter(visible);
  }
  function chosen() { return rows().find(function (row) { return row.classList.contains("sel"); }); }
  function opener(row) {
    return row.querySelector("[data-open]") || row.querySelector(".go a, .go button") || row.querySelector("a, button") || (row.matches("a") ? row : null);
  }
  function choose(row) {
    rows().forEach(function (other) { other.classList.toggle("sel", other === row); });
    var target = opener(row);
    if (target) target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function move(step) {
    var all = rows();
    if (!all.length) return false;
    var at = all.indexOf(chosen());
    var focused = all.findIndex(function (row) { return row.contains(document.activeElement); });
    if (focused >= 0) at = focused;
    choose(all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + step))]);
    return true;
  }
  function openChosen() {
    var row = chosen();
    var target = row && opener(row);
    if (!target) return false;
    target.click();
    return true;
  }

  // single keys
  function press(key) {
    var button = Array.from(document.querySelectorAll('[data-key="' + CSS.escape(key) + '"]')).find(visible);
    if (!button) return false;
    button.focus({ preventScroll: true });
    button.click();
    return true;
  }
  function go(key) {
    var link = document.querySelector('[data-go="' + CSS.escape(key) + '"]');
    if (!link) return false;
    window.location.assign(link.href);
    return true;
  }
  function back() {
    var link = document.querySelector("[data-back]") || document.querySelector(".crumb a:last-of-type");
    if (!link) return false;
    window.location.assign(link.href);
    return true;
  }
  function search() {
    var input = Array.from(document.querySelectorAll("[data-search], .w-search input")).find(visible);
    if (!input) return searchPage();
    input.focus();
    input.select();
    return true;
  }
  // a page without a search of its own: the link stands in the top bar, shown on a phone only
  function searchPage() {
    var link = document.querySelector("[data-search-page]");
    if (!link) return false;
    window.location.assign(link.href);
    return true;
  }
  function list() {
    var dialog = document.getElementById("keys");
    if (!dialog || !dialog.showModal) return false;
    document.querySelectorAll("[popover]").forEach(function (pop) { if (pop.hidePopover && pop.matches(":popover-open")) pop.hidePopover(); });
    dialog.showModal();
    return true;
  }

  function act(event) {
    var key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (key === "Escape") return back();
    if (off()) return false;
    if (goUntil > event.timeStamp) { goUntil = 0; if (go(key)) return true; }
    if (key === "Enter") return document.activeElement === document.body && openChosen();
    if (key === "?") return list();
    if (key === "/") return search();
    if (press(key)) return true;
    if (key === "J") return move(1);
    if (key === "K") return move(-1);
    if (key === "G") { goUntil = event.timeStamp + WAIT_MS; return true; }
    return false;
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (floating()) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (act(event)) event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-show-keys]")) list();
    if (event.target.closest("[data-close-keys]")) document.getElementById("keys").close();
  });
  document.querySelectorAll("[data-keys-on]").forEach(function (box) {
    box.checked = !off();
    box.addEventListener("change", function () { setOff(!box.checked); });
  });

  // a desk starts with its first row chosen, so that Enter opens the next step at once
  if (!off() && window.matchMedia("(min-width: 901px)").matches && !chosen() && rows().length) rows()[0].classList.add("sel");
  // the chosen line of a long queue is in sight
  var current = document.querySelector(".q [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });

  // a form that came back with errors: start at the list of them
  var errors = document.querySelector("[data-errors]");
  if (errors) errors.focus();
})();
