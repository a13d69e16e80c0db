// SPDX-License-Identifier: GPL-3.0-or-later
// Writes letters.jsonl: what JavaScript's toLowerCase and trim make of every character that they change,
// and the order of some texts by UTF-16 units. Run with Node:  node make-letters.mjs > letters.jsonl
const lower = [], space = [];
for (let c = 1; c < 0x110000; c++) {
  if (c >= 0xd800 && c < 0xe000) continue;
  const s = String.fromCodePoint(c);
  if (s.toLowerCase() !== s) lower.push([s, s.toLowerCase()]);
  if (s.trim() === "") space.push(s);
}
const texts = ["", "a", "B", "ab", "\u00e9", "\u597d", "\ud7ff", "\ue000", "\ufb01", "\uffff", "\u{10000}", "\u{1f600}", "\u{1f600}a", "a\u{1f600}", "a\uffff", "\u{10ffff}", "10", "9", "A"];
const words = ["\u03a3", "\u0391\u03a3", "\u0391\u03a3.", "\u0391\u03a3\u0391", "A\u03a3 B", "A.\u03a3", "\u03a3\u03a3", "1\u03a3", "A\u0301\u03a3", "A\u03a3\u0301B", "\u0130stanbul", "\u00c9CLAIR \u597d", "\u00dfS"];
console.log(JSON.stringify({ lower, words: words.map((w) => [w, w.toLowerCase()]), space, sorted: texts.sort() }));
