// A long delivery goes on by itself while its page is open; leaving or pausing stops that, the button does the same.
(function () {
  "use strict";
  var form = document.querySelector("form[data-auto]");
  if (form) setTimeout(function () { form.submit(); }, 600);
})();
