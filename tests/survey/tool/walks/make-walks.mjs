// SPDX-License-Identifier: GPL-3.0-or-later
// Guests by chance through the surveys beside this file, and what survey-core showed them. Only needed
// to make the walks again: with tests/data/survey-vectors/ and survey-core 2.5.38 beside it,
//   node make-walks.mjs DIR SEED COUNT STEPS [weird]
import { createSurvey, snapshot, act } from "../../../data/survey-vectors/oracle.mjs";
import { rng } from "../../../data/survey-vectors/rand.mjs";
import fs from "node:fs"; import path from "node:path";
const TEXTS = ["好吃", "等位太久了，四十分钟", "OK", "cold", "", "   ", "😀😀😀", "a", "A", "x", "ab", "13800138000", "5", "05", "li@example.com", "not-an-email", "true", "other", "none", " y ", "1,5", "{a}", "<b>"];
const NUMS = [0,1,2,3,4,5,6,7,9,10,-1,100,2.5,"7"," 7 ","1,5","abc","",null];
const DATES=["2026-03-14","2026-03-01","2026-03-20","2026-03-21","2025-12-31","3000-01-01","","2026-03-31"];
function items(q){ return q.getType()==="rating" ? q.visibleRateValues.map(i=>i.value) : q.visibleChoices.map(i=>i.value); }
function answer(r,q){
  const t=q.getType();
  if (t==="boolean") return r.chance(0.93)?{do:"tap",name:q.name,item:r.chance(.5)}:{do:"set",name:q.name,value:r.pick([true,false,"yes","true","x"])};
  if (["rating","radiogroup","dropdown","checkbox"].includes(t)) {
    if (r.chance(0.25)&&(q.hasComment||q.isOtherSelected)) return {do:"comment",name:q.name,value:r.pick(TEXTS)};
    const l=items(q);
    if (r.chance(0.06)) return {do:"tap",name:q.name,item:r.pick(["a","x","zz",1,2,99,"other","none",true])};
    if (WEIRD && r.chance(0.05)&&l.length) return {do:"set",name:q.name,value:t==="checkbox"?[r.pick(l),r.pick(l)].filter((v,i,a)=>a.indexOf(v)===i):r.pick(l)};
    return l.length?{do:"tap",name:q.name,item:r.pick(l)}:null;
  }
  if (t==="text"&&q.inputType==="number") return {do:"set",name:q.name,value:r.pick(NUMS)};
  if (t==="text"&&q.inputType==="date") return {do:"set",name:q.name,value:r.pick(DATES)};
  return {do:"set",name:q.name,value:r.pick(TEXTS)};
}
let WEIRD=false;
export function walk(json,seed,steps,opts={}){
  WEIRD=!!opts.weird;
  const r=rng(seed);
  const init={do:"init",seed:1+r.int(99999),now:r.pick(["2026-03-14T19:30:00","2026-01-31T00:10:00"])};
  if(r.chance(.5)) init.locale=r.pick(["zh-cn","zh-cn","en","de"]);
  if(r.chance(.6)) init.vars={table:r.pick(["A12","B3",""]),tier:r.pick(["vip","VIP","core"]),visits:r.int(9)};
  if(opts.data&&r.chance(.5)) init.data=opts.data(r);
  const s=createSurvey(json,init), actions=[init], trace=[{step:0,...snapshot(s)}];
  for(let i=1;i<=steps&&s.state!=="completed";i++){
    const el=s.state==="starting"?s.startPage:s.currentSingleElement||s.currentPage;
    const list=!el?[]:(el.isPage||el.isPanel?el.questions.filter(q=>q.isVisible&&q.isParentVisible&&q.hasInput):[el].filter(q=>q.hasInput));
    let a=null; const u=r.float();
    if(u<.6&&list.length){const open=list.filter(q=>q.isEmpty()); a=answer(r,open.length&&r.chance(.5)?r.pick(open):r.pick(list));}
    else if(u<.66&&list.length) a={do:"clear",name:r.pick(list).name};
    else if(u<.72) a={do:"prev"};
    else if(u<.75) a={do:"locale",value:r.pick(["en","zh-cn","","fr"])};
    else if(u<.79) a={do:"var",name:r.pick(["tier","visits","table","vobj"]),value:r.pick(["vip","core",1,2,5,"",{k:1},null])};
    else if(u<.80) a={do:r.pick(["start","next","complete"])};
    if(!a) a={do:s.state==="starting"?"start":s.isShowNextButton?"next":r.chance(.5)?"complete":"prev"};
    const ok=act(s,a); actions.push(a); trace.push({step:i,ok,...snapshot(s)});
  }
  return {actions,trace};
}
const [dir,seed,count,steps,flag]=process.argv.slice(2);
const lines=l=>l.map(x=>JSON.stringify(x)).join("\n")+"\n";
for(const f of fs.readdirSync(dir+"/surveys").filter(f=>/^[^.]+\.json$/.test(f)).sort()){
  const json=fs.readFileSync(path.join(dir,"surveys",f),"utf8");
  for(let k=1;k<=+count;k++){ let w; try{ w=walk(JSON.parse(json),+seed*1000+k*101+f.length,+steps,{weird:flag==="weird"}); }catch(e){ console.error(f,k,e.message.slice(0,200)); continue; }
    const b=path.join(dir,"surveys",f.replace(".json",".w"+k)); fs.writeFileSync(b+".actions.jsonl",lines(w.actions)); fs.writeFileSync(b+".trace.jsonl",lines(w.trace)); }
}
