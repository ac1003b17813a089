// The page as a whole: data in, state, drawing, mouse, fingers and keys.
const data = JSON.parse($("data").textContent), base = readBase(JSON.parse($("base").textContent));
const view = {
  x: WORLD / 2, y: WORLD / 2, scale: 0.3, width: 0, height: 0,
  toScreen(x, y) { return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2]; },
  toWorld(px, py) { return [(px - this.width / 2) / this.scale + this.x, (py - this.height / 2) / this.scale + this.y]; },
};
const LEAST = 0.012, MOST = 400;
const state = {
  data, language: data.language, hidden: new Set(), type: "", precision: "", search: "", from: "", to: "", chosen: null,
  unresolvedOnly: false, events: data.events.map(readEvent), shown: [], marks: [], groups: [], counts: {}, group: null,
  label(list, key) { return (data.labels[this.language][list] || {})[key] || key; },
  filter, choose,
};
state.timed = state.events.filter((e) => e.d);
const dates = state.timed.map((e) => e.d).sort();
state.span = [dates[0], dates[dates.length - 1]];

function readEvent(row) {
  const places = row.p.map(([lat, lon, name, geo, radius, basis, sure, ar, en, reason]) => ({ lat, lon, name, geo, radius: radius || 0, basis, sure: sure || 0, chain: { ar, en }, reason }));
  const event = { ...row, type: data.types[row.y], family: data.families[row.y], places };
  event.marks = places.filter((p) => p.lat !== null).map((place) => { const [x, y] = project(place.lon, place.lat); return { x, y, event, place }; });
  event.text = fold([...places.map((p) => p.name), ...places.flatMap((p) => p.chain.en), ...row.a.map((a) => a.name || a), ...row.b.map((a) => a.name || a), ...row.q, ...row.s].join(" "));
  return event;
}
function fold(text) {
  return text.toLowerCase().replace(/[\u064b-\u0652\u0670\u0640]/g, "").replace(/[\u0623\u0625\u0622]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
}
function matches(event, skipFamily) {
  if (!skipFamily && state.hidden.has(event.family)) return false;
  if (state.type && event.type !== state.type) return false;
  if (state.precision && !event.places.some((p) => String(p.geo) === state.precision)) return false;
  if ((state.from && (!event.d || event.d < state.from)) || (state.to && (!event.d || event.d > state.to))) return false;
  if (state.unresolvedOnly && event.marks.length) return false;
  return !state.search || event.text.includes(state.search);
}
function filter() {
  const found = state.events.filter((e) => matches(e, true));
  state.counts = {};
  for (const event of found) state.counts[event.family] = (state.counts[event.family] || 0) + 1;
  state.shown = found.filter((e) => !state.hidden.has(e.family));
  state.marks = state.shown.flatMap((e) => e.marks);
  state.group = null; regroup(true);
  const words = WORDS[state.language], placed = state.shown.filter((e) => e.marks.length).length;
  const nowhere = state.events.filter((e) => !e.marks.length).length, count = (n) => number(n, state.language);
  $("counts").textContent = `${count(state.shown.length)} ${words.of} ${count(state.events.length)} ${words.events}, ${count(placed)} ${words.places}`;
  $("unresolved").textContent = `${words.unresolved}: ${count(nowhere)}`;
  $("unresolved").setAttribute("aria-pressed", String(state.unresolvedOnly));
  showFamilies(state); refreshList(); drawBars(state); redraw();
}
function refreshList() {
  const words = WORDS[state.language];
  const events = state.group ? [...new Set(state.group.marks.map((m) => m.event))] : state.shown;
  const sorted = [...events].sort((a, b) => (b.d || "").localeCompare(a.d || ""));
  showList(state, sorted, state.group ? `${number(events.length, state.language)} ${words.here}` : "");
}
function choose(event, move) {
  state.chosen = event;
  $("detail").hidden = !event;
  if (event) showEvent(state, event);
  if (event && move && event.marks.length) fitTo(event.marks, Math.max(view.scale, 3));
  refreshList(); redraw();
}
let step = null;
function regroup(force) {
  const now = Math.round(Math.log2(view.scale) * 2);
  if (force || now !== step) { step = now; state.groups = cluster(state.marks, view); }
}
let asked = false;
function redraw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    const canvas = $("map"), ctx = fit(canvas), box = canvas.getBoundingClientRect();
    view.width = box.width; view.height = box.height;
    regroup(false);
    ctx.fillStyle = paint("--sea"); ctx.fillRect(0, 0, view.width, view.height);
    drawBase(ctx, base, view, state.language);
    drawMarks(ctx, state.groups, view, state.chosen);
    document.body.dataset.drawn = String(state.groups.length);
    remember();
  });
}
let later = 0;
function remember() {
  clearTimeout(later);
  later = setTimeout(() => {
    const [lon, lat] = unproject(view.x, view.y);
    history.replaceState(null, "", `#${view.scale.toPrecision(4)}/${lat.toFixed(3)}/${lon.toFixed(3)}/${state.language}`);
  }, 250);
}
function recall() {
  const [scale, lat, lon, language] = location.hash.slice(1).split("/");
  if (language === "ar" || language === "en") state.language = language;
  if (!(Number(scale) > 0) || Number.isNaN(Number(lat)) || Number.isNaN(Number(lon))) return false;
  [view.x, view.y] = project(Number(lon), Number(lat)); view.scale = Number(scale);
  return true;
}
function fitTo(marks, most = 6) {
  const box = $("map").getBoundingClientRect();
  view.width = box.width; view.height = box.height;
  if (!marks.length) { [view.x, view.y] = project(38, 30); view.scale = 0.25; return redraw(); }
  // Events far from nearly all others do not make the first view empty.
  const xs = marks.map((m) => m.x).sort((a, b) => a - b), ys = marks.map((m) => m.y).sort((a, b) => a - b);
  const at = (list, share) => list[Math.min(list.length - 1, Math.floor(list.length * share))];
  const [west, east, north, south] = [at(xs, 0.02), at(xs, 0.98), at(ys, 0.02), at(ys, 0.98)];
  view.x = (west + east) / 2; view.y = (north + south) / 2;
  view.scale = Math.min(most, MOST, (0.82 * view.width) / Math.max(east - west, 1), (0.82 * view.height) / Math.max(south - north, 1));
  redraw();
}
function zoomAt(factor, px = view.width / 2, py = view.height / 2) {
  const [x, y] = view.toWorld(px, py);
  view.scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
  view.x = x - (px - view.width / 2) / view.scale; view.y = y - (py - view.height / 2) / view.scale;
  redraw();
}
function groupAt(px, py) {
  let best = null, least = Infinity;
  for (const group of state.groups) {
    if (!group.seen) continue;
    const away = Math.hypot(group.px - px, group.py - py) - group.r;
    if (away < 5 && away < least) { least = away; best = group; }
  }
  return best;
}
function click(px, py) {
  const group = groupAt(px, py);
  if (!group) { state.group = null; return choose(null); }
  if (group.marks.length === 1) { state.group = null; return choose(group.marks[0].event); }
  const same = group.marks.every((m) => Math.hypot(m.x - group.x, m.y - group.y) * MOST < 30);
  state.group = group; $("detail").hidden = true; state.chosen = null;
  refreshList();
  if (!same) fitTo(group.marks, MOST / 4); else redraw();
  if (!same) state.group = { ...group };
}
function listen() {
  const canvas = $("map"), fingers = new Map();
  let moved = 0, pinch = 0;
  const spot = (e) => { const box = canvas.getBoundingClientRect(); return [e.clientX - box.left, e.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (e) => { canvas.setPointerCapture(e.pointerId); fingers.set(e.pointerId, spot(e)); moved = 0; });
  canvas.addEventListener("pointermove", (e) => {
    const now = spot(e), before = fingers.get(e.pointerId);
    if (!before) return hover(...now);
    moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    fingers.set(e.pointerId, now);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()], wide = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (pinch) zoomAt(wide / pinch, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      pinch = wide;
    } else if (moved > 3) {
      canvas.classList.add("dragging");
      view.x -= (now[0] - before[0]) / view.scale; view.y -= (now[1] - before[1]) / view.scale;
      redraw();
    }
  });
  const lift = (e) => { fingers.delete(e.pointerId); pinch = 0; canvas.classList.remove("dragging"); };
  canvas.addEventListener("pointerup", (e) => { if (fingers.size === 1 && moved <= 3) click(...spot(e)); lift(e); });
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { $("hint").hidden = true; });
  canvas.addEventListener("wheel", (e) => { e.preventDefault(); zoomAt(2 ** (-e.deltaY / 320), ...spot(e)); }, { passive: false });
  canvas.addEventListener("dblclick", (e) => { if (!groupAt(...spot(e))) zoomAt(2, ...spot(e)); });
  canvas.addEventListener("keydown", (e) => {
    const move = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[e.key];
    if (move) { view.x += move[0] / view.scale; view.y += move[1] / view.scale; redraw(); }
    else if (e.key === "+" || e.key === "=") zoomAt(1.6);
    else if (e.key === "-") zoomAt(1 / 1.6);
    else if (e.key === "0") fitTo(state.marks);
    else return;
    e.preventDefault();
  });
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") { state.group = null; choose(null); } });
  $("zoom-in").onclick = () => zoomAt(1.8);
  $("zoom-out").onclick = () => zoomAt(1 / 1.8);
  $("zoom-all").onclick = () => fitTo(state.marks);
  $("language").onclick = () => { state.language = state.language === "ar" ? "en" : "ar"; showWords(state); filter(); if (state.chosen) showEvent(state, state.chosen); };
  $("search").oninput = (e) => { state.search = fold(e.target.value.trim()); filter(); };
  $("type").onchange = (e) => { state.type = e.target.value; filter(); };
  $("precision").onchange = (e) => { state.precision = e.target.value; filter(); };
  $("from").onchange = (e) => { state.from = e.target.value; filter(); };
  $("to").onchange = (e) => { state.to = e.target.value; filter(); };
  $("unresolved").onclick = () => { state.unresolvedOnly = !state.unresolvedOnly; filter(); };
  $("reset").onclick = reset;
  brush($("bars"));
  new ResizeObserver(() => { redraw(); drawBars(state); }).observe($("stage"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { redraw(); drawBars(state); });
}
function reset() {
  Object.assign(state, { type: "", precision: "", search: "", from: "", to: "", unresolvedOnly: false, group: null });
  state.hidden.clear();
  for (const id of ["search", "from", "to", "type", "precision"]) $(id).value = "";
  choose(null); filter(); fitTo(state.marks);
}
function hover(px, py) {
  const group = groupAt(px, py), hint = $("hint"), words = WORDS[state.language];
  $("map").classList.toggle("over", Boolean(group));
  hint.hidden = !group;
  if (!group) return;
  const event = group.marks[0].event;
  hint.textContent = group.marks.length > 1
    ? `${number(group.marks.length, state.language)} ${words.here}`
    : [group.marks[0].place.name, state.label("type", event.type), event.d || ""].filter(Boolean).join(" · ");
  hint.style.left = `${Math.min(px + 14, view.width - 200)}px`; hint.style.top = `${py + 14}px`;
}
function brush(bars) {
  let start = null;
  const at = (e) => {
    const box = bars.getBoundingClientRect(), [first, last] = state.span;
    return dateOf(day(first) + Math.min(1, Math.max(0, (e.clientX - box.left) / box.width)) * (day(last) - day(first)));
  };
  bars.addEventListener("pointerdown", (e) => { if (state.span[0]) { start = at(e); bars.setPointerCapture(e.pointerId); } });
  bars.addEventListener("pointerup", (e) => {
    if (start === null) return;
    const end = at(e);
    [state.from, state.to] = start === end ? ["", ""] : [start, end].sort();
    start = null; $("from").value = state.from; $("to").value = state.to;
    filter();
  });
}
const recalled = recall();
showWords(state); listen(); filter();
if (!recalled) fitTo(state.marks);
document.fonts.ready.then(() => { redraw(); document.body.dataset.ready = "yes"; });
