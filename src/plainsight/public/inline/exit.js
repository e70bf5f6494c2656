/* Quick exit, and pages that leave one entry in the history. What each part is for: docs/quick-exit.md */
(function (root, words) {
  "use strict";
  var gone, held, again = 5000, shifts = 0, lastShift = 0, sending;
  var tabs = window.BroadcastChannel && new BroadcastChannel("d");

  function say(text, calmly) {
    var place = document.getElementById("say");
    if (!place || place.textContent === text) return;
    place.setAttribute("aria-live", calmly ? "polite" : "assertive");
    place.textContent = text;
  }

  function leave(told, hold) {
    if (gone) return;
    gone = Date.now();
    root.classList.add("gone");
    document.title = words.bland;
    if (sending) sending.abort();
    window.stop();
    Array.prototype.forEach.call(document.forms, function (form) { form.reset(); });
    Array.prototype.slice.call((document.body || root).childNodes).forEach(function (node) {
      if (document.body && node.id !== "say") node.remove();
    });
    say(words.bland);
    if (!told) {
      if (tabs) tabs.postMessage("leave");
      try {
        fetch("/leave/", { method: "POST", keepalive: true }).catch(function () {});
      } catch (e) {
        if (navigator.sendBeacon) navigator.sendBeacon("/leave/");
      }
    }
    if (hold) held = setTimeout(go, hold);
    else go();
  }

  function go() {
    held = 0;
    location.replace(words.exit);
    setTimeout(go, again *= 2);
  }

  /* Firefox gives a hail of Escapes that outlives this page to the empty page after it, and stops loading that. */
  function swallow(event, now) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!held || now - gone > 600) return;
    clearTimeout(held);
    held = setTimeout(go, 120);
  }

  function onKey(event) {
    var key = event.key, now = Date.now();
    if (gone) return swallow(event, now);
    if (event.isComposing || event.keyCode === 229) return;
    if (key === "Escape" || key === "Esc") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return leave(false, 25);
    }
    if (key !== "Shift") { if (shifts) say(""); shifts = 0; return; }
    if (event.repeat) return;
    shifts = now - lastShift < 5000 ? shifts + 1 : 1;
    lastShift = now;
    if (shifts > 2) return leave();
    say(shifts > 1 ? words.shift2 : words.shift1);
    setTimeout(function () { if (!gone && lastShift === now) { shifts = 0; say(""); } }, 5000);
  }

  function onClick(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (gone) return event.preventDefault();
    if (!link) return;
    if (link.id === "exit") { event.preventDefault(); return leave(); }
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin) return;
    event.preventDefault();
    location.replace(link.href);
  }

  function onSubmit(event) {
    var form = event.target, button = event.submitter || document.activeElement, bar, data, late;
    if (gone || sending) return event.preventDefault();
    if ("own" in form.dataset) return;
    if (form.method !== "post" || !window.XMLHttpRequest || !window.FormData) return;
    event.preventDefault();
    data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    if (form.enctype !== "multipart/form-data") data = new URLSearchParams(data);
    sending = new XMLHttpRequest();
    sending.open("POST", form.action);
    sending.setRequestHeader("X-Replace", "1");
    late = setTimeout(function () { say(words.wait, true); }, 700);
    bar = form.querySelector("progress.up");
    sending.upload.onprogress = function (part) {
      var done = Math.floor(100 * part.loaded / part.total);
      if (gone || part.total < 1e5) return;
      clearTimeout(late);
      if (bar) { bar.hidden = false; bar.value = done; }
      say(words.wait + (done < 25 ? "" : " " + (done - done % 25) + " %"), true);
    };
    sending.onload = function () {
      var answer = sending, to = answer.getResponseHeader("X-Location");
      if (gone) return;
      if (to) return location.replace(to);
      done();
      show(answer.status, new DOMParser().parseFromString(answer.responseText, "text/html"));
    };
    sending.onerror = function () { if (!gone) { done(); say(words.lost); } };
    sending.send(data);

    function done() { clearTimeout(late); sending = null; say(""); if (bar) bar.hidden = true; }
  }

  /* A refused form comes back whole, with what was typed. Any other trouble leaves the page as it is. */
  function show(status, page) {
    var fresh = page.querySelector("main"), place = document.querySelector("main"), first;
    if (!fresh || (status !== 422 && status !== 200)) {
      first = page.querySelector("h1");
      return say(first && status !== 503 ? first.textContent : words.lost);
    }
    first = fresh.querySelector("[autofocus]") || fresh;
    first.removeAttribute("autofocus");
    place.replaceWith(fresh);
    document.title = page.title;
    scrollTo(0, 0);
    first.focus();
  }

  addEventListener("keydown", onKey, true);
  addEventListener("click", onClick, true);
  addEventListener("auxclick", function (event) {
    if (event.button === 1 && event.target.closest("#exit")) onClick(event);
  }, true);
  addEventListener("submit", onSubmit, true);
  addEventListener("pointerdown", function () { shifts = 0; }, true);
  addEventListener("pageshow", function (event) {
    if (event.persisted && gone) location.replace(words.exit);
    else if (event.persisted) sending = null;
  });
  if (tabs) tabs.onmessage = function () { leave(true); };
  if (location.search) history.replaceState(null, "", location.pathname);
}(document.documentElement, document.documentElement.dataset));
