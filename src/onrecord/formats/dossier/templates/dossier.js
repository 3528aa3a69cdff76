"use strict";
(() => {
  // SHA-256 (FIPS 180-4), so that no browser has to hold this page for a secure one.
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  const K = primes.map((p) => fraction(Math.cbrt(p)));
  const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  function sha256(text) {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
    padded.set(bytes);
    padded[bytes.length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 536870912));
    view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
    const h = Int32Array.from(START), w = new Int32Array(64);
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
      for (let i = 16; i < 64; i++) {
        const x = w[i - 15], y = w[i - 2];
        w[i] = (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)) + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 16];
      }
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        const one = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, k].forEach((value, i) => { h[i] += value; });
    }
    return [...h].map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  // What the page writes out instead of showing, as onrecord does.
  const HIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;
  const visible = (text) => text.replace(HIDDEN, (c) => `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
  // Offsets count code points, which a text of letters outside the first plane has fewer of than units.
  function cutter(text) {
    if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
    const points = Array.from(text);
    return (start, end) => points.slice(start, end).join("");
  }

  // Passages in the order of the text, those that touch as one.
  function join(passages) {
    const joined = [];
    for (const [start, end] of [...passages].sort((a, b) => a[0] - b[0])) {
      const last = joined[joined.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }

  const faults = [];
  const find = (name, n) => document.querySelector(`[data-${name}="${n}"]`);
  const shown = (name, n) => { const e = find(name, n); return e ? e.textContent : null; };
  function mark(element, good, words) {
    if (!element) return;
    element.className = `found ${good ? "good" : "bad"}`;
    element.textContent = (good ? "✓ " : "✗ ") + words;
  }

  const block = document.getElementById("data").textContent;
  const print = sha256(block), given = document.getElementById("fingerprint").textContent;
  if (print !== given) faults.push(`The data are not those of the fingerprint: theirs is ${print}.`);
  let data = { articles: [], entries: [], judgements: [], disputes: [] };
  try {
    data = JSON.parse(block);
  } catch {
    faults.push("The data cannot be read.");
  }

  const cut = new Map(), told = new Map();
  let texts = 0, passages = 0, total = 0;
  data.articles.forEach((article, n) => {
    cut.set(article.id, cutter(article.text));
    const same = sha256(article.text) === article.sha256;
    const alike = ["text", "title", "about"].every((name) => shown(name, n) === visible(article[name]));
    if (same) texts++;
    if (!same) faults.push(`Text ${n + 1} is not the one that its SHA-256 was taken of.`);
    if (!alike) faults.push(`Text ${n + 1} is shown otherwise than the data have it.`);
    mark(find("hash", n), same && alike, same ? (alike ? "the same" : "shown otherwise") : "not the same");
  });
  data.entries.forEach((entry, n) => {
    const slice = cut.get(entry.article) || (() => null);
    const right = entry.passages.filter(([start, end, exact]) => slice(start, end) === exact);
    total += entry.passages.length;
    passages += right.length;
    const held = right.length === entry.passages.length;
    const sentence = find("sentence", n);
    const marked = sentence && [...sentence.querySelectorAll("mark")].map((m) => m.textContent).join("\n");
    const own = join(entry.passages).map(([start, end]) => visible(slice(start, end) || ""));
    const alike = shown("sentence", n) === visible(slice(...entry.sentence) || "") && marked === own.join("\n") && shown("who", n) === visible(entry.who);
    const judged = find("judged", n);
    const beside = judged ? [...judged.querySelectorAll("p")].map((p) => p.textContent).join("\n") : "";
    if (beside !== entry.judged.map(visible).join("\n")) faults.push(`What was decided about entry ${entry.id} is shown otherwise than the data have it.`);
    told.set(entry.id, [visible(entry.who), own.join(" … ")]);
    if (!held) faults.push(`Entry ${entry.id}: its words are not at their place.`);
    if (!alike) faults.push(`Entry ${entry.id} is shown otherwise than the data have it.`);
    mark(find("entry", n), held && alike, held ? (alike ? "at its place" : "shown otherwise") : "not at its place");
  });
  data.disputes.forEach((dispute, n) => {
    const sides = ["left", "right"].every((side) => {
      const [who, words] = told.get(dispute[side]) || [];
      return shown(side, n) === who && shown(`${side}-words`, n) === words;
    });
    if (!sides || shown("reason", n) !== visible(dispute.reason)) faults.push(`Dispute ${n + 1} is shown otherwise than the data have it.`);
  });
  data.judgements.forEach((judgement, n) => {
    if (shown("judgement", n) !== visible(judgement.told) || (shown("about-words", n) || "") !== visible(judgement.words)) {
      faults.push(`Judgement ${judgement.id} is shown otherwise than the data have it.`);
    }
  });
  const judged = data.entries.filter((entry) => entry.judged.length);
  for (const [name, list] of [["text", data.articles], ["entry", data.entries], ["reason", data.disputes], ["judgement", data.judgements], ["judged", judged]]) {
    if (document.querySelectorAll(`[data-${name}]`).length !== list.length) faults.push("The page shows more or less than the data hold.");
  }

  const box = document.getElementById("check");
  box.className = `check ${faults.length ? "bad" : "good"}`;
  const line = document.createElement("p");
  line.textContent =
    `${faults.length ? "Not as it was made. " : ""}${passages} of ${total} passages at their place, ` +
    `${texts} of ${data.articles.length} texts the same as their SHA-256.`;
  const list = document.createElement("ul");
  for (const fault of faults.slice(0, 50)) list.appendChild(document.createElement("li")).textContent = fault;
  box.replaceChildren(line, list);
})();
