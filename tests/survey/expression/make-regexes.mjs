// SPDX-License-Identifier: GPL-3.0-or-later
// Writes regexes.jsonl: what JavaScript (V8, no `u` flag) makes of patterns and texts. Run with Node,
// only when patterns are added:  node make-regexes.mjs > regexes.jsonl
// `refused`: JavaScript takes it, PCRE2 would do something else, so the house refuses it.
const texts = ["", "a", "b", "ab", "aab", "abab", "A", "é", "É", "好", "很好", "😀", "a\n", "\na", "a\rb", "a\u2028b", "a.b", "12", "123", "٣", "_", "a b", "a\u00a0b",
  "a\u3000b", "\ufeff", "\u180e", "a-b", "a]b", "a}b", "a{b", "{1}", "a{1}", "a{,2}", "a\\b", "x", "u", "k", "xA", "u0041", "\u0001", "\u0007", "\b", "\v", "p{L}", "pL", "Az", "z", "]", "[", "[]",
  "alpha", ":]", "a:]", "guest@example.com", "13800138000", "aaaaaaaaaaaaaaaaaaaaaaaab", "B", "aB", "ba", "aa", "bb", "abc", "a1", "1a", "8", "9", "\\", "c", "\\c", "^", "$", "|", "()", "\u017f", "K", "K", "ſ", "\u00b5", "ß"];
const patterns = [
  // plain, anchors, line ends
  "a", "^a$", "^$", "a$", "^a", "a|b", "|", "a||b", "(a|b)c?", "", "^.$", "^..$", ".", "a.b", "^[^a]$", "\\na", "\\r", "b$|^a",
  // units, not characters
  "^.{2}$", "😀", "^[😀]$", "[😀]", "^\\ud83d\\ude00$", "\\ud83d", "^😀+$", "好", "^[\\u4e00-\\u9fa5]+$", "^[一-龥]+$",
  // classes
  "\\d", "^\\d+$", "\\D", "\\w", "\\W", "^\\w+$", "\\s", "\\S", "^\\S+$", "a\\sb", "[\\d]", "[^\\d]", "[\\w-]", "[\\w-a]", "[a-\\d]", "[-a]", "[a-]", "[a-b-c]", "[]", "[^]", "[]]", "[^]]", "[\\]]", "a[]b", "[]*a", "[^]*$",
  "[[:alpha:]]", "[[]", "[\\b]", "[\\B]", "[.]", "[a\\-z]", "[\\s\\S]", "[^\\s\\S]", "[\\D\\d]", "[\\W]", "[\\cA]", "[\\c]", "[\\c1]", "[\\c_]", "[\\1]", "[\\8]", "[\\0]", "[z-a]", "[\\d-a]", "[a", "[^a-z]", "[{}]", "[(]", "[|]",
  // escapes
  "\\.", "a\\.b", "\\x41", "\\xA", "\\x", "\\u0041", "\\u41", "\\u", "\\u{1}", "\\cA", "\\cG", "\\c", "\\c1", "\\0", "\\01", "\\1", "\\8", "\\9", "\\101", "\\400", "\\k", "\\k<a>", "\\p{L}", "\\a", "\\A", "\\z", "\\Z", "\\G", "\\h", "\\R", "\\X", "\\K", "\\Qa\\E", "\\e", "\\t", "\\v", "\\f", "\\/", "\\-", "\\]", "\\}", "\\{", "\\_", "\\好", "\\",
  // braces
  "a{1}", "a{1,}", "a{1,2}", "a{2,1}", "a{,2}", "{", "}", "{1}", "a{", "a{1", "a{1,2", "x{a}", "a{0}", "a{0}b", "a{1}{1}", "{,1}", "a{1}?", "^a{24}b$", "]",
  // quantifiers
  "a*", "a+?b", "a??", "a**", "a++", "a*+", "a?+", "+", "*", "?", "^*", "$?", "\\b+", "(?:)*", "(a*)*b", "(?=a)*b", "(?!a)?b", "(?<=a)*b", "(?=a){1}", "a|*", "(*)", "(*UTF)a", "(?)",
  // groups and references
  "(a)\\1", "^(a)\\1$", "(?:a)\\1", "\\1(a)", "(a)|b\\1", "(?<n>a)", "(?<n>a)\\k<n>", "(?<n>a)\\k<m>", "(?<n>a)\\k", "(?<n>a)(?<n>b)", "(?<1>a)", "(?<>a)", "(?<名>a)", "(?P<n>a)", "(?'n'a)", "(?<n", "(?i)a", "(?i:a)", "(?-i)a", "(?s)a", "(?x)a", "(?>a)", "(?#a)", "(?|a)", "(?(1)a)", "(?R)", "(?1)", "(?C)", "(", ")", "a)", "(a", "(()", "(?:", "(a)(b)?\\2", "^(?:(a)|b)*$", "(a)\\2", "(a)\\10", "(((((((((((a)))))))))))\\11",
  // looking around
  "a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?<=a|b)b", "(?<=^|a)b", "(?<=ab)a", "^(?!.*b)", "\\bb\\b", "\\Bb", "\\b好\\b", "\\b", "é\\b",
  // what surveys ask for
  "^1[3-9]\\d{9}$", "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", "^\\d{3,4}-?\\d{7,8}$", "^[A-Za-z]{1,2}\\d{1,3}$", "^(?:[01]\\d|2[0-3]):[0-5]\\d$", "^\\s*$", "\\p{Script=Han}", "^(a+)+$", "^(?:a|aa)+$",
];
// Without regard to case.
const folded = ["a", "^[a-b]+$", "[^a]", "AB", "\\x41", "\\w", "[\\W]", "[A-z]", "好", "[\\u4e00-\\u9fa5]", "[\\u0080-\\uffff]", "k", "s", "[k]", "[\\S]", "^[^\\s]$", "(a)\\1", "\\u0041"];
const refused = [["(?<=a*)b", ""], ["(?<=a{1,2})b", ""], ["(?<!a+)b", ""], ["é", "i"], ["[é]", "i"], ["[À-ÿ]", "i"], ["[^é]", "i"], ["\\u00e9", "i"], ["σ", "i"], ["a{0,65536}", ""], ["[a-é]", "i"]];

function line(pattern, flags, isRefused) {
  let regex = null;
  try { regex = new RegExp(pattern, flags); } catch { /* refused by JavaScript as well */ }
  const res = { pattern, ignoreCase: flags === "i", ok: regex !== null && !isRefused };
  if (isRefused && regex === null) throw new Error("JavaScript refuses " + pattern);
  if (res.ok) res.found = texts.filter((t) => regex.test(t));
  console.log(JSON.stringify(res));
}
console.log(JSON.stringify({ texts }));
for (const p of patterns) line(p, "", false);
for (const p of folded) line(p, "i", false);
for (const [p, flags] of refused) line(p, flags, true);
