// SPDX-License-Identifier: GPL-3.0-or-later
// What the console does by itself: brings what has changed into the page, rings for what is new,
// and takes the keys. Everything it shows comes from the server, as text or as a page of its own;
// without it the pages are the same and stand still.
"use strict";

(() => {
  const AWAY_MS = 15 * 60 * 1000; // nobody touched it so long: it only rings, and asks no page
  const EVERY_MS = 60 * 1000; // ages grow without events
  const GATHER_MS = 150; // events of one moment are one look
  const RETRY_MS = 5000;
  const AGAIN_MS = 20000; // the bell, until somebody looks
  const bell = document.getElementById("bell");
  const live = document.getElementById("live");
  const title = document.title;
  const store = window.localStorage;
  let sound = null;
  let touched = Date.now();
  let waiting = null;
  let ringing = null;
  let heard = [];

  // -- what has changed ---------------------------------------------------------------------------

  // Somebody is writing there, or has: it stays as it is.
  function isInUse(region) {
    const at = document.activeElement;
    const fields = "input:not([type=hidden]), textarea, select";
    if (at && region.contains(at) && at.matches(fields)) return true;
    return [...region.querySelectorAll(fields)].some((field) =>
      field.matches("select")
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  }

  function keepPlace(region, fresh) {
    const at = document.activeElement;
    const key = at && region.contains(at) ? at.dataset.key : null;
    const chosen = region.querySelector(".is-chosen");
    const known = new Set([...region.querySelectorAll("[data-item]")].map((one) => one.id));
    const open = [...region.querySelectorAll("details[open][id]")].map((one) => one.id);
    for (const one of fresh.querySelectorAll("[data-item]"))
      if (!known.has(one.id)) one.classList.add("is-new");
    region.replaceWith(fresh);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (chosen) document.getElementById(chosen.id)?.classList.add("is-chosen");
    if (key) fresh.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  async function look() {
    waiting = null;
    if (document.visibilityState === "hidden" || Date.now() - touched > AWAY_MS) return;
    if (!document.querySelector("[data-live]")) return;
    try {
      const reply = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      if (!reply.ok || new URL(reply.url).pathname !== location.pathname) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      for (const region of document.querySelectorAll("[data-live]")) {
        const fresh = page.getElementById(region.id);
        if (!fresh || isInUse(region)) document.getElementById("stale")?.removeAttribute("hidden");
        else if (fresh.textContent !== region.textContent) keepPlace(region, document.adoptNode(fresh));
      }
    } catch {
      say(false);
    }
  }

  function lookSoon() {
    waiting ??= setTimeout(look, GATHER_MS);
  }

  // -- the bell -----------------------------------------------------------------------------------

  function tone(at, pitch) {
    const wave = sound.createOscillator();
    const volume = sound.createGain();
    wave.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
    wave.connect(volume).connect(sound.destination);
    wave.start(at);
    wave.stop(at + 1);
  }

  // Where only drills wait, a third, low tone says so.
  function strike() {
    const isDrill = heard.length > 0 && heard.every((one) => one.kind === "drill");
    bell.dataset.tones = isDrill ? "3" : "2";
    if (sound?.state !== "running") return;
    tone(sound.currentTime, 880);
    tone(sound.currentTime + 0.25, 1174.7);
    if (isDrill) tone(sound.currentTime + 0.5, 440);
  }

  function badge(count) {
    document.title = count > 0 ? `(${count}) ${title}` : title;
    if (count > 0) navigator.setAppBadge?.(count).catch(() => {});
    else navigator.clearAppBadge?.().catch(() => {});
  }

  function hush() {
    heard = [];
    clearInterval(ringing);
    ringing = null;
    if (bell) bell.hidden = true;
    badge(0);
  }

  function ring(change) {
    if (!bell || location.pathname.endsWith(change.case)) return;
    heard = heard.filter((one) => one.case !== change.case).concat([change]);
    const link = bell.querySelector("a");
    const word = bell.dataset[change.event] ?? bell.dataset.flagged;
    const drill = change.kind === "drill" && bell.dataset.drill;
    const table = change.table && bell.dataset.table.replace("%s", change.table);
    link.textContent = [drill, word, change.number, table].filter(Boolean).join(" · ");
    link.href = "/console/cases/" + encodeURIComponent(change.case);
    bell.hidden = false;
    bell.dataset.rung = String(Number(bell.dataset.rung ?? 0) + 1);
    badge(heard.length);
    strike();
    ringing ??= setInterval(strike, AGAIN_MS);
  }

  // Whoever is on the way stops the bell, on every console.
  function settle(change) {
    const before = heard.length;
    heard = heard.filter((one) => one.case !== change.case);
    if (before > 0 && heard.length === 0) hush();
    else if (heard.length < before) {
      const last = heard.pop();
      ring(last);
    }
  }

  const RINGS = ["flagged", "escalated", "reopened"];
  const ADDED = ["guest", "photo"]; // rings while the case is open, and is settled by who acts
  const CLOSED = ["recovered", "lost", "closed-without-remedy"];

  function onChange(message) {
    const change = JSON.parse(message.data);
    if (RINGS.includes(change.event)) ring(change);
    else if (ADDED.includes(change.event)) CLOSED.includes(change.state) || ring(change);
    else if (change.state !== "new") settle(change);
    lookSoon();
  }

  // -- the line -----------------------------------------------------------------------------------

  function say(isOn) {
    if (!live) return;
    live.classList.toggle("is-on", isOn);
    const words = live.dataset;
    const text = isOn ? (sound?.state === "running" ? words.on : words.mute) : words.off;
    if (live.textContent !== text) live.textContent = text;
  }

  function listen() {
    const line = new EventSource("/console/events");
    let wasCut = false;
    line.addEventListener("open", () => {
      say(true);
      if (wasCut) lookSoon();
      wasCut = false;
    });
    line.addEventListener("error", () => {
      wasCut = true;
      say(false);
      if (line.readyState === EventSource.CLOSED) setTimeout(() => { listen(); lookSoon(); }, RETRY_MS);
    });
    line.addEventListener("case", onChange);
    line.addEventListener("duty", lookSoon);
    line.addEventListener("resync", lookSoon);
    window.addEventListener("pagehide", () => line.close(), { once: true });
  }

  // -- hands and keys -----------------------------------------------------------------------------

  function touch() {
    const wasAway = Date.now() - touched > AWAY_MS;
    touched = Date.now();
    if (wasAway) lookSoon();
    if (sound || !bell || !window.AudioContext) return;
    sound = new AudioContext();
    sound.addEventListener("statechange", () => say(live?.classList.contains("is-on") ?? false));
    sound.resume().catch(() => {});
  }

  function items() {
    return [...document.querySelectorAll("[data-item]")];
  }

  function choose(step) {
    const all = items();
    if (all.length === 0) return;
    const now = all.findIndex((one) => one.classList.contains("is-chosen"));
    const next = Math.min(Math.max(now + step, 0), all.length - 1);
    if (now >= 0) all[now].classList.remove("is-chosen");
    all[next].classList.add("is-chosen");
    all[next].querySelector("a")?.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  function chosen() {
    return document.querySelector(".is-chosen") ?? document.querySelector("main");
  }

  function open(id) {
    const details = document.getElementById(id);
    if (!details) return false;
    details.open = true;
    details.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    return true;
  }

  const keys = {
    j: () => choose(1),
    k: () => choose(-1),
    a: () => chosen().querySelector("form[data-act=acknowledge] button")?.click(),
    e: () => {
      const link = document.querySelector(".is-chosen a");
      if (!open("act-note") && link) location.assign(link.href + "#act-note");
    },
    "/": () => {
      const search = document.getElementById("search");
      if (search) search.focus();
      else location.assign("/console/cases#search");
    },
  };

  function onKey(event) {
    touch();
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (store.getItem("aftertaste-keys") === "off" || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  // Single keys may be in somebody's way: they can be put away, here and for good.
  function offerKeys() {
    const box = document.getElementById("keys");
    if (!box) return;
    const tick = box.querySelector("input");
    tick.checked = store.getItem("aftertaste-keys") !== "off";
    tick.addEventListener("change", () => store.setItem("aftertaste-keys", tick.checked ? "on" : "off"));
    box.hidden = false;
  }

  // A second press of the same button is not sent. The server would take it for the same anyway.
  function onSubmit(event) {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
    setTimeout(() => delete event.target.dataset.sent, RETRY_MS);
  }

  // A page that was come back to shows what is now.
  function onVisible() {
    if (document.visibilityState === "visible") lookSoon();
  }

  if (location.hash.startsWith("#act-")) open(location.hash.slice(1));
  if (location.hash === "#search") document.getElementById("search")?.focus();
  offerKeys();
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", touch);
  document.addEventListener("submit", onSubmit);
  if (bell && live) {
    bell.querySelector("button").addEventListener("click", hush);
    document.addEventListener("visibilitychange", onVisible);
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    setInterval(lookSoon, EVERY_MS);
    live.hidden = false;
    say(false);
    listen();
  }
})();
