/* The chat with scripts: sends by itself, hears of news, loses nothing. What each part is for: docs/chat.md */
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var log = document.getElementById("log"), form = document.getElementById("talk"), how = document.getElementById("how");
  if (!log || !form || !window.fetch || !window.Promise) return;
  var words = log.dataset, last = Number(words.last), box = form.querySelector("textarea"), id = form.querySelector("[name=id]");
  var waiting = [], sending, asking, again, stream, heard = Date.now(), kept = box.value, hints, early = document.querySelector(".early"), gone;

  form.hidden = false;
  bottom();

  function bottom() { log.scrollTop = log.scrollHeight; }

  function make(tag, name, text) {
    var made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  /* The first way out is the one that is taken: what comes after it must not lead back. */
  function go(to) {
    if (!gone) location.replace(to);
    gone = true;
  }

  function named() {
    if (crypto.randomUUID) return crypto.randomUUID();
    var b = crypto.getRandomValues(new Uint8Array(16)), hex;
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    hex = Array.prototype.map.call(b, function (one) { return (one + 256).toString(16).slice(1); }).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* One after the other, in order; each with its own name, so that a second try is no second message. */
  function send(now) {
    var one = waiting[0], data;
    if (!one || sending) return;
    clearTimeout(again);
    sending = true;
    tell(one, words.sending);
    data = new URLSearchParams({ text: one.text, id: one.id });
    fetch(form.action, { method: "POST", body: data, headers: { "X-Replace": "1" } }).then(function (answer) {
      sending = false;
      var to = answer.headers.get("X-Location");
      if (to && to.indexOf("/") !== 0) return go(to);
      if (to || answer.status === 200) {
        waiting.shift();
        tell(one, words.sent);
        one.seq = Number(answer.headers.get("X-Seq"));
        settle();
        keep();
        look();
        return send();
      }
      if (answer.status === 422) return answer.text().then(function (text) { refused(one, text); });
      throw new Error();
    }).catch(function () {
      sending = false;
      tell(one, words.failed, true);
      again = setTimeout(send, now ? 1000 : 4000);
    });
  }

  function refused(one, text) {
    var page = new DOMParser().parseFromString(text, "text/html"), wrong = page.querySelector(".errors li, .errors p");
    tell(one, wrong ? wrong.textContent : words.failed, true);
    again = setTimeout(send, 10000);
  }

  function tell(one, text, bad) {
    one.state.textContent = text;
    one.state.className = bad ? "state bad" : "state";
    if (!bad) return;
    var button = make("button", "link", words.retry);
    button.type = "button";
    button.onclick = function () { send(true); };
    one.state.append(" ", button);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var text = box.value.trim(), one;
    if (!text) return box.focus();
    one = { text: text, id: id.value, row: make("div", "msg reporter", ""), state: make("p", "state", "") };
    one.row.append(make("p", "who", words.you), make("p", "words", text), one.state);
    one.row.children[1].dir = "auto";
    log.append(one.row);
    waiting.push(one);
    mine.push(one);
    box.value = "";
    id.value = named();
    bottom();
    send();
    box.focus();
  });

  /* Rows of the log after the last that is here. What this page has sent itself is taken over by the log's own row. */
  var mine = [];
  function look() {
    if (asking) { asking = 2; return; }
    asking = 1;
    fetch("/c/n/?after=" + last).then(function (answer) {
      if (answer.status === 404) return go("/c/");
      if (!answer.ok) throw new Error();
      var state = answer.headers.get("X-State"), upTo = Number(answer.headers.get("X-Last"));
      return answer.text().then(function (text) { add(text, upTo, state); });
    }).catch(function () { how.textContent = words.away; }).then(function () {
      var more = asking === 2;
      asking = 0;
      if (more) look();
    });
  }

  function add(text, upTo, state) {
    var page = new DOMParser().parseFromString(text, "text/html"), now = page.getElementById("how-now");
    var rows = page.querySelectorAll("[data-seq]"), old = log.querySelector(".answers"), down = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    if (rows.length && old) old.remove();
    Array.prototype.forEach.call(rows, function (row) {
      if (Number(row.dataset.seq) <= last) return;
      log.append(row);
    });
    last = Math.max(last, upTo);
    settle();
    mine.forEach(function (one) { log.append(one.row); });
    if (now && how.textContent !== now.textContent) how.textContent = now.textContent;
    if (rows.length && down) bottom();
    if (early) early.hidden = state !== "waiting";
    if (state === "ended" && words.state !== "ended") { words.state = "ended"; form.hidden = !box.value; form.querySelector("button").hidden = true; }
  }

  /* The log may have a message before its answer is here, or after: by its number it is known. */
  function settle() {
    mine = mine.filter(function (one) {
      var isThere = one.seq && one.seq <= last;
      if (isThere) one.row.remove();
      return !isThere;
    });
  }

  /* What is typed and not sent is kept, sealed, so that a phone that sleeps loses nothing. */
  function keep() {
    var text = waiting.map(function (one) { return one.text; }).concat(box.value.trim() || []).join("\n");
    if (text === kept) return;
    kept = text;
    var data = new URLSearchParams({ text: text });
    if (!navigator.sendBeacon || !navigator.sendBeacon("/c/t/", data)) fetch("/c/t/", { method: "POST", body: data, keepalive: true });
  }

  function open() {
    if (stream) stream.close();
    heard = Date.now();
    stream = new EventSource("/c/l/");
    stream.onopen = function () { heard = Date.now(); look(); };
    stream.addEventListener("beat", function () { heard = Date.now(); });
    stream.addEventListener("chat", function (event) {
      heard = Date.now();
      if (hints) hints.postMessage(event.data);
      if (Number(event.data) > last) look();
    });
  }

  /* One stream a browser: the tab that holds the lock has it and tells the others. */
  if (window.BroadcastChannel && navigator.locks) {
    hints = new BroadcastChannel("c");
    hints.onmessage = function (event) { if (Number(event.data) > last) look(); };
    navigator.locks.request("c", function () { open(); return new Promise(function () {}); });
  } else open();

  setInterval(function () {
    if (stream && Date.now() - heard > 40000) open();
    if (!document.hidden) look();
  }, 20000);
  setInterval(keep, 5000);
  document.addEventListener("visibilitychange", function () { if (document.hidden) keep(); else { look(); send(true); } });
  addEventListener("pagehide", keep);
  addEventListener("online", function () { look(); send(true); });
  addEventListener("pageshow", look);
});
