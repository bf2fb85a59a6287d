// Tells the reader when a passkey could not be read, instead of leaving it in the console.
(function () {
  "use strict";
  function show(name) { document.querySelectorAll(name).forEach(function (part) { part.hidden = false; }); }

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    show("[data-passkey-problem]");
  });
  if (!window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey]").forEach(function (button) { button.disabled = true; });
    show("[data-passkey-missing]");
  }
})();
