// The idle lock: after a while without a sign of life the key is dropped on the server and the
// page is covered. What was typed stays beneath, and is there again after unlocking.
(() => {
  "use strict";
  if (window.plainsightLock) return;
  window.plainsightLock = true;

  const own = document.currentScript;
  const words = own.dataset;
  const idle = Number(own.dataset.idleSeconds) * 1000;
  const EVERY = Math.min(30000, idle / 4);
  const others = "BroadcastChannel" in window ? new BroadcastChannel("plainsight-lock") : null;
  let alive = Date.now();
  let told = Date.now();
  let cover = null;
  let hidden = [];

  const ask = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(body || {}),
    });
    return { status: answer.status, said: await answer.json().catch(() => ({})) };
  };
  const tell = (what) => others && others.postMessage(what);

  const element = (name, attributes, content) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (content) made.textContent = content;
    return made;
  };

  const hide = () => {
    hidden = [...document.body.children].filter((one) => one !== cover);
    for (const one of hidden) one.style.setProperty("display", "none", "important");
    document.title = words.title;
  };

  const title = document.title;
  const uncover = () => {
    if (!cover) return;
    for (const one of hidden) one.style.removeProperty("display");
    cover.remove();
    cover = null;
    document.title = title;
    alive = told = Date.now();
  };

  const problem = (said) => {
    const line = cover.querySelector("[data-problem]");
    line.textContent = said;
    line.hidden = !said;
  };

  const open = async (event) => {
    event.preventDefault();
    const field = cover.querySelector("input");
    const { status, said } = await ask("/unlock/", { passphrase: field.value });
    field.value = "";
    if (said.state === "unlocked") {
      tell("unlocked");
      uncover();
    } else problem(status === 401 ? words.signedOut : said.error || words.failed);
  };

  const openByPasskey = async () => {
    try {
      await window.plainsightPasskey.use("/unlock/passkey/options/", "/unlock/passkey/");
      tell("unlocked");
      uncover();
    } catch (error) {
      problem((!(error instanceof DOMException) && error.message) || words.failed);
    }
  };

  const raise = () => {
    if (cover) return;
    cover = element("dialog", { class: "ps-cover", "aria-labelledby": "lock-title" });
    const form = element("form", { method: "post", action: "/unlock/" });
    const label = element("label", { class: "govuk-label", for: "lock-passphrase" }, words.label);
    const field = element("input", {
      class: "govuk-input", id: "lock-passphrase", type: "password", autocomplete: "off",
    });
    const line = element("p", { class: "govuk-error-message", role: "alert", "data-problem": "" });
    line.hidden = true;
    const button = element("button", { class: "govuk-button" }, words.button);
    const group = element("div", { class: "govuk-form-group" });
    group.append(label, line, field);
    form.append(group, button);
    cover.append(element("h1", { class: "govuk-heading-m", id: "lock-title" }, words.title));
    cover.append(element("p", { class: "govuk-body" }, words.why), form);
    if (words.passkey && window.plainsightPasskey && window.plainsightPasskey.able) {
      const other = element(
        "button", { type: "button", class: "govuk-button govuk-button--secondary" }, words.passkey);
      other.addEventListener("click", openByPasskey);
      cover.append(other);
    }
    cover.addEventListener("cancel", (event) => event.preventDefault());
    form.addEventListener("submit", open);
    document.body.append(cover);
    hide();
    cover.showModal();
    field.focus();
  };

  const lock = () => {
    raise();
    tell("locked");
    ask("/lock/").catch(() => {});
  };

  const check = async () => {
    if (cover) return;
    if (Date.now() - alive >= idle) return lock();
    if (alive > told) {
      told = Date.now();
      const { said } = await ask("/unlock/alive/").catch(() => ({ said: {} }));
      if (said.state === "locked" || said.state === "signed_out") raise();
    }
  };

  const live = () => {
    if (!cover) alive = Date.now();
  };
  let passed = 0;
  for (const sign of ["keydown", "pointerdown", "pointermove", "scroll", "input"])
    addEventListener(sign, () => {
      live();
      if (alive - passed > 5000) tell("alive");
      if (alive - passed > 5000) passed = alive;
    }, { passive: true, capture: true });
  if (others)
    others.onmessage = ({ data }) => {
      if (data === "locked") raise();
      else if (data === "unlocked") uncover();
      else live();
    };
  addEventListener("pageshow", (event) => event.persisted && check());
  document.addEventListener("visibilitychange", check);
  setInterval(check, EVERY);
  const button = document.querySelector('form[action="/lock/"]');
  if (button)
    button.addEventListener("submit", (event) => {
      event.preventDefault();
      lock();
    });
})();
