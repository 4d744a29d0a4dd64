// Automatic semicolons, comments, hashbangs of strings and odd spacing parse as specified.
let a = 1
let b = a
++b
const c = [1, 2]
;[a, b] = [b, a]
console.log(a, b, c)
const f = function () { return 5 }
;(function () { console.log("iife", f()) })()
function ret() {
  return
  42
}
console.log(ret())
let i = 0; /* inline */ i /* before */ ++ // after
/* multi
   line */ console.log(i)
do i++; while (i < 5) console.log(i)
if (i) ; else console.log("never")
for (;;) break
{ } ; ; ;
const s = `// not a comment /* nor this */`, re = /\/\*[/]/.test("/*/")
console.log(s, re, 10 / 2 / 5, 4 /2/ 1)
var \u0061b = "escaped"; console.log(ab)
const t = i
  ? "yes"
  : "no"
console.log(t, i
  .toString()
  .padStart(3, "0"))
const o = { if: 1, class: 2, new: 3, "with": 4, get: 5, set: 6, async: 7, await: 8, of: 9, static: 10, type: 11, get get() { return 12 }, }
console.log(o.if + o.class + o.new + o.with, o.set, o.async, o.of, o.static, o.type, o)
const get = 1, set = 2, of = 3, async = 4, from = 5, as = 6, type = 7, declare = 8, abstract = 9, namespace = 10, is = 11, readonly = 12, keyof = 13
console.log(get + set + of + async + from + as + type + declare + abstract + namespace + is + readonly + keyof)
label: { label2: for (const x of [1]) { break label } }
console.log("a" + /* x */ "b", -1 - -1, + +"3", - -3, 1 - -+-1, !-0, typeof typeof void 0, ((1, 2), 3))
const big = 0xFF === 255, num = .5 + 5. + 0.e1 + 1_0; console.log(num, big); throw_(); function throw_() { try { throw [
  "newline ok inside brackets"] } catch (e: any) { console.log(e[0]) } }
class K { a = 1; ["b"] = 2; 'c' = 3
  d; e = 4
  static f
  get; set;
  static
  async g() { return 1 } ; ; *h() { } async; await = 1 }
console.log(new K())
