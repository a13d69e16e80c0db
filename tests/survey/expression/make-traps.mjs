// SPDX-License-Identifier: GPL-3.0-or-later
// Writes more expression vectors, in the form of tests/data/survey-vectors/expr: traps picked by hand
// and random expressions over odd values, answered by survey-core 2.5.38. Needs `npm install` in
// tests/data/survey-vectors (or SURVEY_CORE_DIR); run only when traps are added:
//   node make-traps.mjs hand > traps.jsonl
//   node make-traps.mjs random SEED COUNT > odd-SEED.jsonl
// Left out of the random ones, as the house answers them in its own way: dates as text (they carry the
// zone's name), age in days (always 0 upstream), halves of surrogate pairs, years beyond 9999.
import { evalExpr } from "../../data/survey-vectors/oracle.mjs";
import { rng } from "../../data/survey-vectors/rand.mjs";

const HAND = {
  grammar: [
    ["[,1]"], ["[1,]"], ["[ ]"], ["[ 1 ]"], ["sum( )"], ["(sum( )"], ["sum(1,)"], ["sum(,1)"], ["sum (1)"], ["(null) = 1"], ["(null)"], ["((undefined))"], ["null = undefined"], ["nullx"], ["nullx(1)"], ["truey(1)"], ["[null, 1]"],
    ["'a\\'"], ["'a\\'b'"], ["'a\"b'"], ["\"a'b\""], ["'a\\\"b'"], ["''''"], ["'a''b'"], ["'a\\nb'"], ["'a\nb' + 1"], ["00.5"], ["1.5.2"], ["1."], ["-0"], ["1 / -0"], ["- 5"], ["5--3"], ["0x10"], ["0xg"], ["-0x10"], ["99999999999999999999"], ["1.0000000000000000001"],
    ["negate"], ["negate negate 1"], ["negatex"], ["negate5"], ["negate(1)"], ["!!1"], ["!'x' empty"], ["! {a}", { a: 0 }], ["5empty"], ["5 notempty"], ["xempty"], ["{a} emptyx", { a: 1 }], ["{a} empty empty", {}], ["({a}) empty", {}], ["empty"], ["empty empty"],
    ["{a}=>=3", { a: 3 }], ["{a}=<>3", { a: 3 }], ["{a}<=>3", { a: 3 }], ["{a} EQUALS 3", { a: 3 }], ["{equals}", { "equal ": 4, equals: 5 }], ["{a} notequals 3", { a: 4 }], ["{a}=1or{b}=2", { a: 1 }], ["1or"], ["or"], ["{a} = or", { a: "or" }], ["{a} = or or 1", { a: 1 }],
    ["{a} contains", { a: [1] }], ["{a} contains contains 1", { a: ["contains"] }], ["1 + {a} contains 1", { a: [1] }], ["{a} anyof ['x'] = true", { a: ["x"] }], ["2 *= 3"], ["2 * = 3"], ["2 ^ -1"], ["2^3power2"], ["1 < 2 = true"], ["3 > 2 > 1"], ["1 = 2 = false"], ["{a}\u00a0= 1", { a: 1 }], ["{a} = 1;", { a: 1 }], ["(1 + 2", {}], ["((1 + 2) * 3", {}], ["(1 + 2))", {}], ["iif(1 > 0, 'x', 'y'", {}], ["_a1b2"], ["a-b"], ["好"], ["fish = 'FISH'"],
  ],
  names: [
    ["{$a}", { a: 1 }], ["{$a}", { $a: 1 }], ["{#a}", { a: "5" }], ["{#}", { "#": 1 }], ["{a.b.c}", { "a.b": {}, a: { b: { c: 1 } } }], ["{a.b.c}", { "a.b": { c: 2 }, a: { b: { c: 1 } } }], ["{a..b}", { "a.": { b: 1 } }], ["{a..b}", { "a..b": 1 }], ["{.a}", { ".a": 1 }], ["{a.}", { a: 1 }],
    ["{a.0}", { a: [7] }], ["{a[0][1]}", { a: [[1, 2]] }], ["{a[0.5]}", { a: [1, 2] }], ["{a[-1]}", { a: [1, 2] }], ["{a[-3]}", { a: [1, 2] }], ["{a[x]}", { "a[x]": 3 }], ["{a[]}", { "a[]": 3 }], ["{a['0']}", { a: [1] }], ["{a[0]}", { a: "text" }], ["{a[0]}", { a: { 0: "x" } }], ["{a[0x1]}", { a: [1, 2] }], ["{a[1,0]}", { a: [1, 2] }],
    ["{a.length}", { a: "" }], ["{a.length}", { a: "😀好" }], ["{a.Length}", { a: "xy" }], ["{a.b.length}", { a: {} }], ["{a.length}", { a: { length: 9 } }], ["{.length}"], ["{a.length}", { a: 5 }], ["{a.length.length}", { a: [1] }], ["{a.b}", { a: null }], ["{a}", { A: 1, a: 2 }], ["{É}", { é: 1 }], ["{ß}", { SS: 1 }], ["{好 吗}", { "好 吗": 1 }],
    ["{\"x\": 1}"], ["{x: 1}"], ["{\"x\": [1, 2]}"], ["{\"x\": {}"], ["{:1}"], ["{\"x\": 1} = {a}", { a: { x: "1" } }],
  ],
  conversion: [
    ["{a}", { a: "\"x\"" }], ["{a}", { a: "'x\"" }], ["{a}", { a: "'" }], ["{a}", { a: "''" }], ["{a}", { a: "0." }], ["{a}", { a: "0,5" }], ["{a}", { a: "00" }], ["{a}", { a: " 05" }], ["{a}", { a: "0 " }], ["{a}", { a: "-05" }], ["{a}", { a: "+5" }], ["{a}", { a: ".5" }], ["{a}", { a: "5." }], ["{a}", { a: "1e400" }], ["{a}", { a: "1e3" }], ["{a}", { a: "0e3" }], ["{a}", { a: "5-3" }], ["{a}", { a: "5*3" }], ["{a}", { a: "-5*3" }], ["{a}", { a: "50%" }], ["{a}", { a: "1,2,3" }], ["{a}", { a: ",5" }], ["{a}", { a: "\u30005\u00a0" }], ["{a}", { a: "Infinity" }], ["{a}", { a: "NaN" }], ["{a}", { a: "0b11" }], ["{a}", { a: "0o7" }], ["{a}", { a: "0X10" }], ["{a}", { a: "0x" }], ["{a}", { a: "0xzz" }], ["{a}", { a: "0x1g" }], ["{a}", { a: "123456789012345" }], ["{a}", { a: "1234567890123456.5" }], ["{a}", { a: "True " }], ["{a}", { a: "２" }],
    ["'0b11' = 0"], ["'0x10' = 16"], ["' 5 ' = 5"], ["'5abc' = 5"], ["'' = 0"], ["' ' = 0"], ["true = 'TRUE'"], ["true = ' true'"], ["true = '1'"], ["false = ''"], ["false = 0"], ["[1] = 1"], ["[] = ''"], ["[] = 'undefined'"], ["[] = null"], ["min() = []"], ["{a} = {b}", { a: [], b: {} }], ["{a} = {b}", { a: ["x"], b: { 0: "X" } }], ["{a} = {b}", { a: [[2, 1]], b: [[1, 2]] }], ["{a} = {b}", { a: [1, 10, 9], b: ["9", "1", "10"] }], ["{a} = {b}", { a: ["b", "A"], b: ["a", "B"] }], ["{a} = {b}", { a: { x: [1, 2] }, b: { x: [2, 1] } }], ["{a} = {b}", { a: { x: null }, b: {} }], ["{a} = 'İ'", { a: "i̇" }], ["{a} = 'ΣΑΣ'", { a: "σας" }], ["'Σ' = 'ς'"], ["'ß' = 'SS'"], ["'\u212a' = 'k'"],
  ],
  arithmetic: [
    ["1.005 * 1000"], ["1.1 + 2.2"], ["0.7 + 0.1 - 0.8"], ["1.15 + 2.30"], ["4.35 * 100"], ["1.45 * 1"], ["0.000001 + 0.0000001"], ["0.0000001 * 3"], ["1e21 + 1"], ["123456789.123456789 * 1.1"], ["'1.50' * 1"], ["'1,5' + 1"], ["'1,5' * 2"], ["{a} * 2", { a: "1,5" }], ["5 % 0"], ["-5 % 3"], ["5 % -3"], ["5 / '0'"], ["0 / '0'"], ["2 ^ 1024"], ["(-8) ^ (1/3)"], ["1 ^ (2 ^ 1024)"], ["true + true"], ["[1] + [2]"], ["[1.5] + 'x'"], ["[1, 2] + 3.25"], ["3 + [1, 'x', 2]"], ["['a'] + [1]"], ["[5] + 3"], ["[5] + '3'"], ["{a} + 1", { a: { x: "" } }], ["{a} + 1", { a: { x: 1 } }], ["{a} - {b}"], ["{a} and {b}", { a: "" }], ["{a} or {b}", { b: [] }], ["[] and 1"], ["0 or 'x'"], ["'x' and [1]"], ["null and true"], ["{a} * 1", { a: [4] }], ["{a} * 1", { a: [] }], ["-7.5 + 0.1"], ["2.5 - 2.5"],
  ],
  order: [
    ["'' < 'a'"], ["'a' < 'B'"], ["'Z' < 'a'"], ["'\uffff' < '😀'"], ["'好' < '很'"], ["[2] < [10]"], ["[1, 2] < '1,3'"], ["true > 0"], ["true > false"], ["null < 1"], ["null <= null"], ["null >= 0"], ["'' <= 0"], ["{a} < 5", { a: {} }], ["'5' < 10"], ["'abc' < 5"], ["'0x10' > 15"], ["'10' < '9'"], ["{a} < {b}", { a: "10", b: "9a" }],
  ],
  lists: [
    ["{a} contains 'b'", { a: "ABC" }], ["{a} contains [1, 2]", { a: "1,2,3" }], ["{a} contains true", { a: "it is true" }], ["{a} contains false", { a: "false" }], ["{a} contains 0", { a: "10" }], ["{a} contains '0'", { a: 10 }], ["{a} contains 1", { a: true }], ["{a} contains 'o'", { a: {} }], ["{a} contains null", { a: [null] }], ["{a} contains []", { a: [1] }], ["{a} contains []", { a: [] }], ["{a} contains [[2, 1]]", { a: [[1, 2]] }], ["{a} notcontains ''", { a: 0 }], ["{a} notcontains 'x'", { a: false }], ["{a} notcontains []", { a: [1] }],
    ["{a} anyof 'fish soup'", { a: "soup" }], ["{a} anyof 5", { a: 15 }], ["{a} anyof {b}", { a: 1, b: "x1" }], ["{a} anyof {b}", { a: { x: 1 }, b: [{ x: 1 }] }], ["{a} anyof {b}", { a: [[1]], b: [1] }], ["0 anyof [0]"], ["false anyof []"], ["{a} allof 'x'", { a: "xy" }], ["{a} allof []"], ["0 allof []"], ["0 allof [0]"], ["'' allof ''"], ["{a} noneof {b}"],
  ],
  functions: [
    ["iif('0', 1, 2)"], ["iif([], 1, 2)"], ["iif({a}, 1, 2)", { a: {} }], ["iif(1)"], ["iif(0, 1)"], ["iif(0, 1) = undefined"], ["sum('a', 1)"], ["sum(true, 1)"], ["sum('0x10', '1,5')"], ["sum(null, '')"], ["avg('a', 1)"], ["avg([], [[]])"], ["min('b', 'a')"], ["max(1, 'a', 3)"], ["max('a', 1, 3)"], ["min(true, 0.5)"], ["count('', null, [1, [2]], 'x')"],
    ["round(0.5)"], ["round(-0.5)"], ["round(1.005, 2)"], ["round(2.5, '0')"], ["round(1234.5, -2)"], ["round([2.345, 1])"], ["round(2.5, 'x')"], ["round(true)"], ["round()"], ["round('2.5')"], ["trunc(123.456, 2)"], ["trunc(0.0000001)"], ["trunc(0.0000001, 2)"], ["trunc(-0.5)"], ["trunc('7.89', 1)"], ["trunc(5, 3)"], ["trunc(1.99, 0)"], ["trunc(1.99, -5)"], ["trunc(1.99, 1.5)"],
    ["substring('abc')"], ["substring('abc', 1)"], ["substring('abc', -1, 2)"], ["substring('abc', 2, 0)"], ["substring('abc', 1.9)"], ["substring('abc', '1')"], ["substring('abc', 'x')"], ["substring('abc', '1,5')"], ["substring('abc', 0, 99)"], ["substring('a😀b', 3)"], ["substring(123, 1)"], ["substring('', 0)"], ["Sum(1)"], ["iif (1, 2, 3)"], ["nosuch(sum(1, 2))"],
    ["sumInArray({a}, 'n')", { a: [{ n: "x" }, { n: "2,5" }, { n: true }, { n: [1] }] }], ["avgInArray({a}, 'n')", { a: [{ n: "x" }, { n: 3 }] }], ["minInArray({a}, 'n', 'k')", { a: [{ n: 2, k: "b" }, { n: 1, k: "a" }] }], ["maxInArray({a}, 'n', 'k', {n} < 3)", { a: [{ n: 2, k: "b" }, { n: 5, k: "c" }] }], ["sumInArray({a}, 'n', '{n} > 1')", { a: [{ n: 1 }, { n: 2 }] }], ["countInArray({a}, 'n', {k} = null)", { a: [{ n: 1 }] }], ["countInArray({a}, 'n', {k} empty)", { a: [{ n: 1 }] }], ["countInArray({a}, 'n', {k} = 'it\\'s')", { a: [{ n: 1, k: "it's" }] }], ["countInArray({a}, 'n', {f})", { a: [{ n: 1, f: 1 }, { n: 1, f: 2 }], f: "{f} = 1" }], ["countInArray({a}, 'n', {b} = 1)", { a: [{ n: 1 }], b: 1 }], ["sumInArray({a}, 'n')", { a: { r: { n: 1 }, s: { n: 2 } } }], ["sumInArray({a}, n)", { a: [{ n: 1 }] }], ["sumInArray({a}, 'N')", { a: [{ n: 1 }] }], ["sumInArray({a})", { a: [{ n: 1 }] }], ["sumInArray('abc', 'n')"], ["minInArray({a}, 'n')"], ["countInArray({a}, 'n', sumInArray({l}, 'n') > 1)", { a: [{ n: 1, l: [{ n: 2 }] }, { n: 1, l: [] }] }], ["getComment('q')"], ["isContainerReady('p')"], ["propertyValue('q', 'title')"],
  ],
  dates: [
    ["getDate('2026')"], ["getDate('2026-03')"], ["getDate('2026-3-4')"], ["getDate('2026-02-31')"], ["getDate('2026-03-14T24:00')"], ["getDate('2026-03-14T18:30Z')"], ["getDate('2026-03-14T18:30+09:00')"], ["getDate('2026-03-14T18:30+0900')"], ["getDate('2026-03-14T18:30:15.75')"], ["getDate('2026-03-14 18:30')"], ["getDate('2026-03-14 ')"], ["getDate('2026/2/3 18:30')"], ["getDate('2/3/26')"], ["getDate('2/3/70')"], ["getDate('2026.03.15')"], ["getDate('March 14, 2026')"], ["getDate('14 Mar 2026 5:30 PM')"], ["getDate('2026年3月14日')"], ["getDate('20260314')"], ["getDate('14-03-2026')"], ["getDate('soup 3')"], ["getDate('abc')"], ["getDate('18:00')"], ["getDate(1773448200000)"], ["getDate(true)"], ["getDate(['2026-03-14'])"], ["getDate({a})", { a: "2026" }], ["getDate(today())"], ["getDate(0)"],
    ["year('x')"], ["month('x')"], ["weekday('x')"], ["getYear('x')"], ["getYear()"], ["getYear('2026-01-01', 1)"], ["dateDiff('x', today())"], ["dateDiff('x', today(), 'months')"], ["dateDiff('x', today(), 'years')"], ["dateDiff('x', today(), 'hours')"], ["dateDiff('2026-03-14', '2025-03-15', 'months')"], ["dateDiff('2026-03-14', '2024-03-15', 'years')"], ["dateDiff('2026-03-14T00:00:01', '2026-03-14', 'minutes')"], ["dateDiff('2026-03-14', '2026-03-20', 'weeks')"], ["diffDays('2026-03-14T23:59', '2026-03-15T00:01')"], ["diffDays('2026-03-14')"], ["age('2027-01-01')"], ["age('2026-03-15', 'months')"], ["age({a})"],
    ["dateAdd('2026-03-14', 0)"], ["dateAdd('2026-03-14', 1.9)"], ["dateAdd('2026-03-14', -1.9)"], ["dateAdd('2026-03-14', '1')"], ["dateAdd('2026-03-14', 1, 'weeks')"], ["dateAdd('2024-02-29', 1, 'years')"], ["dateAdd('2026-03-31', -1, 'months')"], ["dateAdd('2026-03-14', 36, 'hours')"], ["dateAdd('2026-03-14', -1, 'seconds')"], ["dateAdd('x', 1)"], ["dateAdd('2026-03-14', 'x')"], ["today('1')"], ["today(1.5)"], ["today(1, 2)"], ["today(null)"], ["today('x')"],
    ["'2026-03-14' = currentDate()"], ["currentDate() = '2026-03-14'"], ["currentDate() = '2026-03-14T19:30'"], ["currentDate() = '2026-03-14T19'"], ["currentDate() > '2026-03-14T19:29:59'"], ["'' = today()"], ["'' < currentDate()"], ["{a} < today()", { a: "abc" }], ["today() > {a}", { a: "2026" }], ["today() > 5"], ["today() = today()"], ["today() != 'x'"], ["currentDate() - today()"], ["today() - 0"], ["[today()] contains today()"], ["{a} = getDate({a})", { a: "2026-03-14T10:00" }], ["'2026-03-14T10:00' = today()"], ["today() empty"], ["!today()"], ["today() and 1"], ["getDate('x') and 1"], ["getDate('x') = getDate('x')"], ["getDate('x') < today()"],
  ],
};

const ODD = [0, 1, 2, 5, -1, -0.5, 0.1, 1.005, 2.5, 1e21, 1e-7, 1.5e-7, 123456789012, "", " ", "0", "1", "5", "05", "0.5", "1,5", "1.50", "1,2,3", "1e3", "0x10", "0X1F", "0b11", "Infinity", "NaN", " 7 ", "7\u3000", "+5", "-5", "5-3", "5*3", "12abc", ".5", "5.", "1234567890123456", "true", "False", " true", "'q'", "'x", "abc", "ABC", "é", "É", "ß", "σας", "ΣΑΣ", "İ", "好", " 好", "😀", "undefined", "null", "a,b",
  true, false, null, [], [1], [1, 2], ["a"], ["b", "a"], ["A", "b "], [1, "1"], [[]], [[1, 2], [3]], [null], [""], ["1,5"], [1.5, 2.25], ["fish", "soup"], [true], [10, 9, 1], ["10", "9"], {}, { x: "" }, { x: 1 }, { y: 1, x: 2 }, { x: { z: null } }, [{ x: 1 }], [{ x: 1, k: "a" }, { x: 2.5, k: "b" }, { x: "3", k: "a" }, { x: "abc", k: "a" }, { k: "a" }], { r1: { x: 4 }, r2: { x: 1 } }, { 0: "1" },
  "2026-03-14", "2026-03-13", "2026-02-31", "2026-03-14T19:30", "2026-03-14T19:30:01", "2026-03-14T08:00", "2026/03/14", "2026-03", "2026-13-01", "14 Mar 2026", "2026-03-14T10:00:00Z", "2026-03-14 10:00", "18:00", 1773448200000];
const NAMES = ["a", "b", "c", "d.e", "list", "m", "名 字", "q-1"];
const REFERENCES = [...NAMES, "A", "LIST", "missing", "a.length", "list.length", "list[0]", "list[-1]", "list[0].x", "list[9]", "m.x", "m.r1.x", "a.b", "c[0][0]", "c.0", "#a", "#b", "$a", " a", "a[x]", "list[0.5]", "x:1", "\"x\": [1,2]", "missing.length"];
const LITERALS = ["0", "1", "2", "-1", "0.5", "2.50", "1.005", "100", "0x10", "05", "'5'", "'05'", "'1,5'", "''", "' '", "'abc'", "'ABC '", "'é'", "'好'", "'😀'", "'a'", "'x'", "'1.50'", "'true'", "'undefined'", "'2026-03-14'", "'2026-03-14T19:30'", "'months'", "true", "false", "null", "fish", "A12", "[]", "[1]", "['b', 'a']", "[1, 'a', {a}]", "[ 1 ]", "[,1]", "'it\\'s'", "'=>'", "today()", "currentDate()", "today(-1)", "getDate({a})"];
const OPERATORS = ["or", "and", "||", "&&", "=", "==", "equals", "!=", "<>", "notequal", "<", ">", "<=", ">=", "=>", "=<", "less", "greaterorequal", "+", "-", "*", "/", "%", "^", "power", "contains", "*=", "notcontains", "anyof", "allof", "noneof", "AND"];
const FUNCTIONS = ["iif", "sum", "avg", "min", "max", "count", "round", "trunc", "substring", "year", "month", "weekday", "getDate", "getYear", "diffDays", "today", "nosuch"];
const atom = (r) => (r.chance(0.5) ? "{" + r.pick(REFERENCES) + "}" : r.pick(LITERALS));

function call(r, depth) {
  return r.weigh([
    [5, () => r.pick(FUNCTIONS) + "(" + Array.from({ length: r.int(4) }, () => expression(r, depth - 1)).join(", ") + ")"],
    [1, () => "dateAdd(" + atom(r) + ", " + r.pick(["1", "-1", "45", "0", "1.5", "{a}"]) + r.pick(["", ", 'days'", ", 'months'", ", 'years'", ", 'hours'", ", 'seconds'"]) + ")"],
    [1, () => "dateDiff(" + atom(r) + ", " + atom(r) + ", " + r.pick(["'months'", "'years'", "'days'", "'hours'"]) + ")"],
    [2, () => r.pick(["sum", "count", "avg", "min", "max"]) + "InArray(" + r.pick(["{list}", "{m}", "{a}"]) + ", " + r.pick(["'x'", "'k'", "{a}"]) + r.pick(["", ", 'k'"]) + r.pick(["", ", {k} = 'a'", ", {x} > 1", ", '{x} > 1'", ", !{x}", ", {k} = null", ", {k} empty", ", sum({x}, 1) > 2"]) + ")"],
  ])();
}
function expression(r, depth) {
  if (depth <= 0) return atom(r);
  return r.weigh([
    [3, () => atom(r)],
    [6, () => { const blank = r.chance(0.85) ? " " : ""; return expression(r, depth - 1) + blank + r.pick(OPERATORS) + blank + expression(r, depth - 1); }],
    [2, () => "(" + expression(r, depth - 1) + (r.chance(0.95) ? ")" : "")],
    [1, () => r.pick(["!", "! ", "negate "]) + expression(r, depth - 1)],
    [1, () => atom(r) + " " + r.pick(["empty", "notempty"])],
    [3, () => call(r, depth)],
    [0.5, () => "[" + Array.from({ length: r.int(4) }, () => expression(r, depth - 1)).join(r.pick([", ", ","])) + "]"],
  ])();
}
// One character changed, as typing errors do.
function damage(r, text) {
  const at = r.int(text.length);
  return text.slice(0, at) + r.pick(["", "(", ")", "'", " ", "=", "{", "}", "[", "]", "1", "x", ","]) + text.slice(at + 1);
}
const isOurOwn = (line) => /China Standard|\\ud[89a-f]|"v":"\d{5,}/i.test(line);

const print = (vector) => console.log(JSON.stringify(vector));
const [command, seed, count] = process.argv.slice(2);
if (command === "hand") {
  for (const [category, list] of Object.entries(HAND))
    list.forEach(([expr, values = {}], i) => {
      try { print({ id: `${category}-${i + 1}`, expr, values, ...evalExpr(expr, values) }); } catch { /* survey-core itself fails */ }
    });
} else {
  const r = rng(+seed);
  for (let printed = 0; printed < +count;) {
    const values = {};
    for (const name of NAMES) if (r.chance(0.6)) values[name] = r.pick(ODD);
    let expr = expression(r, r.int(4));
    if (r.chance(0.05)) expr = damage(r, expr);
    for (const name of NAMES) if (!expr.toLowerCase().includes(name)) delete values[name];
    let answer;
    try { answer = evalExpr(expr, values); } catch { continue; }
    const vector = { id: `odd${seed}-${printed + 1}`, expr, values, ...answer };
    if (isOurOwn(JSON.stringify(vector))) continue;
    print(vector);
    printed++;
  }
}
