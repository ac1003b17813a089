// The panel: filters, list, one event in full. All text goes in as text, never as markup.
const $ = (id) => document.getElementById(id);
function make(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
const number = (value, language) => value.toLocaleString(language === "ar" ? "ar-u-nu-latn" : "en");
function range([least, most], words) {
  if (least === most) return String(least);
  return most === null ? `${words.atLeast} ${least}` : `${least}–${most}`;
}
const names = (list) => list.map((one) => (typeof one === "string" ? one : one.name)).join("، ");

function showEvent(state, event) {
  const words = WORDS[state.language], box = $("detail");
  box.replaceChildren();
  const close = make("button", "×", { type: "button", class: "close", "aria-label": words.close });
  close.onclick = () => state.choose(null);
  const head = make("h2", state.label("type", event.type));
  head.insertAdjacentHTML("afterbegin", sign(event.family));
  box.append(close, head);
  const facts = make("dl");
  const fact = (name, value, dir) => {
    if (!value) return;
    facts.append(make("dt", name), make("dd", value, dir ? { dir } : { dir: "auto" }));
  };
  fact(words.when, event.d || words.noDate);
  for (const place of event.places) showPlace(state, fact, place);
  fact(words.who, names(event.a)); fact(words.whom, names(event.b));
  if (event.k[2]) fact(words.killed, range(event.k, words));
  if (event.i[2]) fact(words.injured, range(event.i, words));
  if (event.t[2]) fact(words.detained, range(event.t, words));
  fact(words.weapons, event.w.join("، ")); fact(words.says, event.s.join("، "));
  fact(words.source, event.o); fact(words.report, event.r);
  box.append(facts);
  for (const quote of event.q) box.append(make("blockquote", quote, { dir: "rtl", lang: "ar" }));
  box.hidden = false; box.scrollTop = 0;
}
function showPlace(state, fact, place) {
  const words = WORDS[state.language];
  const chain = place.chain[state.language].join(" ▸ ");
  fact(words.where, [place.name, chain && chain !== place.name ? `(${chain})` : ""].join(" "));
  const how = place.lat === null
    ? `${words.notPlaced}: ${place.reason || words.basis.unresolved}`
    : `${words.geo[place.geo] || ""}, ${words.radius} ${place.radius} ${words.km}; ${words.basis[place.basis] || ""}; ${words.confidence} ${Math.round(place.sure * 100)}%`;
  fact(words.precision, how);
}
const LISTED = 200;
function showList(state, events, heading) {
  const words = WORDS[state.language], list = $("list");
  list.replaceChildren();
  if (heading) list.append(make("li", heading, { class: "note" }));
  if (!events.length) list.append(make("li", words.none, { class: "note" }));
  for (const event of events.slice(0, LISTED)) {
    const button = make("button", undefined, { type: "button" });
    if (event === state.chosen) button.className = "chosen";
    button.insertAdjacentHTML("afterbegin", sign(event.family));
    button.append(make("bdi", event.places.map((p) => p.name).join("، ") || "—"), make("bdi", event.d || "", { class: "when" }));
    button.append(make("span", `${state.label("type", event.type)} · ${event.q[0] || ""}`, { class: "what", dir: "auto" }));
    button.onclick = () => state.choose(event, true);
    const item = make("li"); item.append(button); list.append(item);
  }
  if (events.length > LISTED) list.append(make("li", `${number(events.length - LISTED, state.language)} ${words.more}`, { class: "note" }));
}
function showFamilies(state) {
  const box = $("families");
  box.replaceChildren();
  for (const family of FAMILIES) {
    const count = state.counts[family] || 0;
    const button = make("button", undefined, { type: "button", "aria-pressed": String(!state.hidden.has(family)), "data-family": family });
    button.insertAdjacentHTML("afterbegin", sign(family));
    button.append(make("span", `${state.label("family", family)} ${number(count, state.language)}`));
    button.onclick = () => { state.hidden[state.hidden.has(family) ? "delete" : "add"](family); state.filter(); };
    box.append(button);
  }
}
function showWords(state) {
  const words = WORDS[state.language], page = document.documentElement;
  page.lang = state.language; page.dir = state.language === "ar" ? "rtl" : "ltr";
  $("language").textContent = words.language; $("title").textContent = state.data.title;
  for (const [id, name] of [["zoom-in", "zoomIn"], ["zoom-out", "zoomOut"], ["zoom-all", "zoomAll"], ["map", "map"], ["search", "search"], ["from", "from"], ["to", "to"], ["bars", "bars"], ["type", "allTypes"], ["precision", "precision"]]) {
    $(id).setAttribute("aria-label", words[name]); $(id).title = words[name];
  }
  $("search").placeholder = words.search; $("reset").textContent = words.reset; $("boundaries").textContent = words.boundaries;
  const types = [...new Set(state.events.map((e) => e.type))].sort((a, b) => state.label("type", a).localeCompare(state.label("type", b)));
  fill($("type"), [["", words.allTypes], ...types.map((t) => [t, state.label("type", t)])], state.type);
  fill($("precision"), [["", words.allPrecisions], ["1", words.exact], ["2", words.near], ["3", words.wide]], state.precision);
  const legend = $("legend");
  legend.replaceChildren();
  for (const family of FAMILIES) {
    const line = make("span"); line.insertAdjacentHTML("afterbegin", sign(family)); line.append(state.label("family", family)); legend.append(line);
  }
  legend.append(make("small", words.size), make("small", words.ring));
}
function fill(select, options, value) {
  select.replaceChildren(...options.map(([key, text]) => make("option", text, { value: key })));
  select.value = value;
}
// Bars of events by time, in as many steps as fit; the chosen span is lit.
function drawBars(state) {
  const canvas = $("bars"), ctx = fit(canvas), { width, height } = canvas.getBoundingClientRect();
  ctx.clearRect(0, 0, width, height);
  const [first, last] = state.span;
  if (!first || !width) return;
  const steps = Math.max(1, Math.floor(width / 5)), days = Math.max(1, (day(last) - day(first)) / steps);
  const heights = Array.from({ length: steps }, () => ({}));
  for (const event of state.timed) {
    const step = Math.min(steps - 1, Math.floor((day(event.d) - day(first)) / days));
    heights[step][event.family] = (heights[step][event.family] || 0) + 1;
  }
  const most = Math.max(1, ...heights.map((h) => Object.values(h).reduce((a, b) => a + b, 0)));
  heights.forEach((counts, step) => {
    let y = height - 1;
    const at = dateOf(day(first) + step * days), lit = (!state.from || at >= state.from) && (!state.to || at <= state.to);
    ctx.globalAlpha = lit ? 0.9 : 0.25;
    for (const family of FAMILIES) {
      const tall = ((counts[family] || 0) / most) * (height - 4);
      ctx.fillStyle = COLOURS[family]; ctx.fillRect((step * width) / steps, y - tall, width / steps - 1, tall); y -= tall;
    }
  });
  ctx.globalAlpha = 1; ctx.fillStyle = paint("--line"); ctx.fillRect(0, height - 1, width, 1);
}
const day = (iso) => Date.parse(`${iso}T00:00:00Z`) / 864e5;
const dateOf = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
function fit(canvas) {
  const ratio = window.devicePixelRatio || 1, { width, height } = canvas.getBoundingClientRect();
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
  }
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}
