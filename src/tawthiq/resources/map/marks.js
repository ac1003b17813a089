// Events on the map: shape by family, area by harm, a ring as wide as the doubt; near ones together as one mark.
const FAMILIES = ["battles", "explosions", "civilians", "protests", "riots", "strategic"];
const COLOURS = { battles: "#8a6a35", explosions: "#c07d2b", civilians: "#6a5591", protests: "#38806c", riots: "#7f8a2e", strategic: "#4b6f93" };
const CELL = 58; // pixels; marks of one cell are drawn together

function shape(ctx, family, x, y, r) {
  ctx.beginPath();
  const corners = { battles: [4, 0], civilians: [4, Math.PI / 4], protests: [3, 0], riots: [3, Math.PI], strategic: [6, 0] }[family];
  if (!corners) ctx.arc(x, y, r, 0, 2 * Math.PI);
  else {
    const [count, turn] = corners, reach = r * (count === 3 ? 1.25 : 1.12);
    for (let i = 0; i < count; i++) {
      const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / count;
      ctx[i ? "lineTo" : "moveTo"](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    ctx.closePath();
  }
}
// The same shape as a small picture for buttons and lists.
function sign(family) {
  const points = { battles: "7,0 14,7 7,14 0,7", civilians: "1,1 13,1 13,13 1,13", protests: "7,0 14,13 0,13", riots: "7,14 0,1 14,1", strategic: "7,0 13,3.5 13,10.5 7,14 1,10.5 1,3.5" }[family];
  const inner = points ? `<polygon points="${points}"/>` : '<circle cx="7" cy="7" r="6.5"/>';
  return `<svg class="sign" viewBox="0 0 14 14" fill="${COLOURS[family]}" aria-hidden="true">${inner}</svg>`;
}
const harm = (event) => event.k[0] + event.i[0];
const reachOf = (event) => 5.5 + Math.min(11, 2.1 * Math.sqrt(harm(event)));

// Groups marks by cells of the world at the step of the scale, so that panning does not regroup them.
function cluster(marks, view) {
  const step = 2 ** (Math.round(Math.log2(view.scale) * 2) / 2), size = CELL / step;
  const groups = new Map();
  for (const mark of marks) {
    const key = Math.floor(mark.x / size) * 1e7 + Math.floor(mark.y / size);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { marks: [], x: 0, y: 0, counts: {} }));
    group.marks.push(mark); group.x += mark.x; group.y += mark.y;
    group.counts[mark.event.family] = (group.counts[mark.event.family] || 0) + 1;
  }
  for (const group of groups.values()) { group.x /= group.marks.length; group.y /= group.marks.length; }
  return joined(groups, step);
}
// How large a group is drawn, in pixels.
const sizeOf = (group) => group.marks.length > 1 ? Math.min(30, 11 + 3.2 * Math.log2(group.marks.length)) : reachOf(group.marks[0].event);

// Takes small groups into greater ones that would cover them: cells cut crowds at their edges.
function joined(groups, step) {
  const found = [], near = new Map(), size = CELL / step;
  const cell = (x, y) => Math.floor(x / size) * 1e7 + Math.floor(y / size);
  for (const group of [...groups.values()].sort((a, b) => b.marks.length - a.marks.length)) {
    let host = null;
    for (let dx = -1; dx <= 1 && !host; dx++) for (let dy = -1; dy <= 1 && !host; dy++) {
      for (const other of near.get(cell(group.x + dx * size, group.y + dy * size)) || []) {
        const away = Math.hypot(other.x - group.x, other.y - group.y) * step;
        if (away < 0.8 * (sizeOf(other) + sizeOf(group))) { host = other; break; }
      }
    }
    if (!host) {
      found.push(group);
      const key = cell(group.x, group.y);
      near.set(key, [...(near.get(key) || []), group]);
      continue;
    }
    host.marks.push(...group.marks);
    for (const [family, count] of Object.entries(group.counts)) host.counts[family] = (host.counts[family] || 0) + count;
  }
  return found;
}
function drawMarks(ctx, groups, view, chosen) {
  for (const group of groups) {
    const [x, y] = view.toScreen(group.x, group.y);
    group.px = x; group.py = y;
    group.r = sizeOf(group);
    group.seen = x > -60 && y > -60 && x < view.width + 60 && y < view.height + 60;
    if (!group.seen) continue;
    if (group.marks.length > 1) drawCluster(ctx, group, chosen);
    else drawOne(ctx, group, view, chosen);
  }
}
function drawOne(ctx, group, view, chosen) {
  const mark = group.marks[0], isChosen = chosen && mark.event === chosen;
  const radius = mark.place.radius * kilometre(mark.place.lat) * view.scale;
  if (radius > group.r + 3 && (isChosen || radius < 160)) {
    ctx.beginPath(); ctx.arc(group.px, group.py, radius, 0, 7);
    ctx.strokeStyle = COLOURS[mark.event.family]; ctx.globalAlpha = isChosen ? 0.9 : 0.28; ctx.lineWidth = isChosen ? 1.6 : 1; ctx.stroke();
    ctx.globalAlpha = isChosen ? 0.12 : 0.05; ctx.fillStyle = COLOURS[mark.event.family]; ctx.fill(); ctx.globalAlpha = 1;
  }
  shape(ctx, mark.event.family, group.px, group.py, group.r);
  ctx.fillStyle = COLOURS[mark.event.family]; ctx.globalAlpha = 0.88; ctx.fill(); ctx.globalAlpha = 1;
  ctx.strokeStyle = isChosen ? paint("--ink") : paint("--halo"); ctx.lineWidth = isChosen ? 2.4 : 1.2; ctx.stroke();
}
function drawCluster(ctx, group, chosen) {
  let angle = -Math.PI / 2;
  const total = group.marks.length;
  ctx.beginPath(); ctx.arc(group.px, group.py, group.r, 0, 7); ctx.fillStyle = paint("--panel"); ctx.globalAlpha = 0.93; ctx.fill(); ctx.globalAlpha = 1;
  ctx.lineWidth = 4.5;
  for (const family of FAMILIES) {
    const share = (group.counts[family] || 0) / total;
    if (!share) continue;
    ctx.beginPath(); ctx.arc(group.px, group.py, group.r - 2.2, angle, angle + share * 2 * Math.PI);
    ctx.strokeStyle = COLOURS[family]; ctx.stroke(); angle += share * 2 * Math.PI;
  }
  if (chosen && group.marks.some((m) => m.event === chosen)) {
    ctx.beginPath(); ctx.arc(group.px, group.py, group.r + 3, 0, 7); ctx.strokeStyle = paint("--ink"); ctx.lineWidth = 2; ctx.stroke();
  }
  ctx.fillStyle = paint("--ink"); ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.direction = "ltr";
  ctx.font = `600 ${total > 999 ? 10.5 : 12}px "Map Arabic", system-ui, sans-serif`;
  ctx.fillText(total > 9999 ? `${Math.round(total / 1000)}k` : String(total), group.px, group.py + 0.5);
}
