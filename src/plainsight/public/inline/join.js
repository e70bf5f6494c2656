/* Puts the code of an interpreter's link into the box, and takes it out of the address. */
(function () {
  "use strict";
  var code = location.hash.slice(1);
  if (!code) return;
  history.replaceState(null, "", location.pathname);
  document.addEventListener("DOMContentLoaded", function () {
    var box = document.getElementById("id_code");
    if (box && !box.value) box.value = code;
  });
})();
