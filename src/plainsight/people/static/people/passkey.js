// Makes and shows passkeys, and hands on what their PRF gives. Without it a password, a code and
// a passphrase do the same. Also sends on a form that was kept while the desk was locked.
(() => {
  "use strict";
  if (window.plainsightPasskey) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const post = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error || "");
    return said;
  };

  const readable = (options) => {
    const ready = { ...options, challenge: bytes(options.challenge) };
    const many = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
    if (options.user) ready.user = { ...options.user, id: bytes(options.user.id) };
    if (options.allowCredentials) ready.allowCredentials = many(options.allowCredentials);
    if (options.excludeCredentials) ready.excludeCredentials = many(options.excludeCredentials);
    const prf = options.extensions.prf.eval.first;
    ready.extensions = { prf: { eval: { first: bytes(prf) } } };
    return ready;
  };

  const written = (credential) => {
    const said = credential.response;
    const response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) response.attestationObject = text(said.attestationObject);
    else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      if (said.userHandle) response.userHandle = text(said.userHandle);
    }
    const id = text(credential.rawId);
    return { id, rawId: id, type: credential.type, response, clientExtensionResults: {} };
  };

  const secretOf = (credential) => {
    const prf = credential.getClientExtensionResults().prf;
    return prf && prf.results && prf.results.first ? text(prf.results.first) : null;
  };

  // Many devices say at creation only that they can; the secret then takes a second touch.
  const secretAfterMaking = async (credential, options) => {
    const prf = credential.getClientExtensionResults().prf;
    const given = secretOf(credential);
    if (given || !prf || !prf.enabled) return given;
    const shown = await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rpId: options.rp.id,
        allowCredentials: [{ type: "public-key", id: credential.rawId }],
        userVerification: "required",
        extensions: { prf: { eval: { first: bytes(options.extensions.prf.eval.first) } } },
      },
    });
    return secretOf(shown);
  };

  const use = async (optionsPath, donePath) => {
    const { publicKey } = await post(optionsPath, {});
    const shown = await navigator.credentials.get({ publicKey: readable(publicKey) });
    return post(donePath, { credential: written(shown), prf: secretOf(shown) });
  };

  const make = async (optionsPath, donePath, name) => {
    const { publicKey } = await post(optionsPath, {});
    const made = await navigator.credentials.create({ publicKey: readable(publicKey) });
    const prf = await secretAfterMaking(made, publicKey).catch(() => null);
    return post(donePath, { credential: written(made), prf, name });
  };

  const able = Boolean(window.PublicKeyCredential);
  window.plainsightPasskey = { able, use };

  const act = async (button) => {
    const problem = button.parentElement.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    button.disabled = true;
    try {
      const { options, done, then, passkey } = button.dataset;
      const name = document.querySelector("[data-passkey-name]");
      const said = passkey === "make" ? await make(options, done, name.value) : await use(options, done);
      if (then === "carry-on") document.querySelector("[data-carry-on-later]").submit();
      else location.assign(said.next);
    } catch (error) {
      const stopped = error instanceof DOMException;
      problem.textContent = (!stopped && error.message) || "That did not work. Try again, or use another way.";
      problem.hidden = false;
      button.disabled = false;
    }
  };

  for (const offer of document.querySelectorAll("[data-passkey-offer]")) offer.hidden = !able;
  for (const button of document.querySelectorAll("[data-passkey]"))
    button.addEventListener("click", () => act(button));
  const kept = document.querySelector("form[data-carry-on]");
  if (kept) kept.submit();
})();
