// The base map: outlines, waters and names, drawn on a canvas in the Mercator projection.
// basemap.json: `land`, `governorates`, `rivers` and `lakes` are lists of lines; a line is a flat list of whole numbers
// in thousandths of a degree, longitude before latitude, the first point in full, each further one as its step.
// `labels` are [longitude, latitude, Arabic, English, level]: 0 country, 1 governorate, 2 to 5 towns by size.
const WORLD = 65536; // units of the whole map's width; coordinates stay exact to some metres as 32-bit floats

function project(lon, lat) {
  const sin = Math.min(Math.max(Math.sin((lat * Math.PI) / 180), -0.9999), 0.9999);
  return [WORLD * (lon / 360 + 0.5), WORLD * (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI))];
}
function unproject(x, y) {
  const n = Math.PI - (2 * Math.PI * y) / WORLD;
  return [(x / WORLD - 0.5) * 360, (180 / Math.PI) * Math.atan(Math.sinh(n))];
}
// World units of a kilometre at a latitude.
const kilometre = (lat) => WORLD / (40075 * Math.cos((lat * Math.PI) / 180));

function decodeLine(line, scale) {
  const path = new Path2D();
  let lon = 0, lat = 0, west = Infinity, east = -Infinity, north = Infinity, south = -Infinity;
  for (let i = 0; i < line.length; i += 2) {
    lon += line[i]; lat += line[i + 1];
    const [x, y] = project(lon / scale, lat / scale);
    if (i) path.lineTo(x, y); else path.moveTo(x, y);
    west = Math.min(west, x); east = Math.max(east, x); north = Math.min(north, y); south = Math.max(south, y);
  }
  return { path, west, east, north, south };
}
function readBase(raw) {
  const lines = (name) => raw[name].map((line) => decodeLine(line, raw.scale));
  const labels = raw.labels.map(([lon, lat, ar, en, level]) => {
    const [x, y] = project(lon / raw.scale, lat / raw.scale);
    return { x, y, ar, en: en || ar, level };
  });
  return { land: lines("land"), governorates: lines("governorates"), rivers: lines("rivers"), lakes: lines("lakes"), labels };
}
const paint = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function drawBase(ctx, base, view, language) {
  const { x, y, scale, width, height } = view;
  const left = x - width / 2 / scale, right = x + width / 2 / scale, top = y - height / 2 / scale, bottom = y + height / 2 / scale;
  const seen = (s) => s.east >= left && s.west <= right && s.south >= top && s.north <= bottom;
  ctx.save();
  ctx.translate(width / 2, height / 2); ctx.scale(scale, scale); ctx.translate(-x, -y);
  ctx.lineJoin = "round";
  ctx.fillStyle = paint("--land"); ctx.strokeStyle = paint("--border"); ctx.lineWidth = 0.9 / scale;
  for (const s of base.land) if (seen(s)) { ctx.fill(s.path); ctx.stroke(s.path); }
  ctx.fillStyle = paint("--water"); ctx.strokeStyle = paint("--water"); ctx.lineWidth = Math.min(1.8, 0.5 + scale * 0.18) / scale;
  for (const s of base.lakes) if (seen(s)) ctx.fill(s.path);
  for (const s of base.rivers) if (seen(s)) ctx.stroke(s.path);
  if (scale > 0.16) {
    ctx.strokeStyle = paint("--inner"); ctx.lineWidth = 0.9 / scale; ctx.setLineDash([4 / scale, 3 / scale]);
    for (const s of base.governorates) if (seen(s)) ctx.stroke(s.path);
  }
  ctx.restore();
  drawLabels(ctx, base, view, language, seen);
}
// From which scale names of a level are written; towns of a level come in when there is room for them.
const LABEL_FROM = [0, 0.32, 0.16, 0.4, 1.0, 2.4];
const LABEL_TO = [1.6, 3.2, Infinity, Infinity, Infinity, Infinity];

function drawLabels(ctx, base, view, language) {
  const taken = [];
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
  ctx.direction = language === "ar" ? "rtl" : "ltr";
  for (const label of base.labels) {
    if (view.scale < LABEL_FROM[label.level] || view.scale > LABEL_TO[label.level]) continue;
    const [px, py] = view.toScreen(label.x, label.y);
    if (px < -40 || py < -20 || px > view.width + 40 || py > view.height + 20) continue;
    const size = [13, 11.5, 12.5, 12, 11.5, 11][label.level], text = label[language];
    ctx.font = `${label.level < 2 ? 600 : 450} ${size}px "Map Arabic", system-ui, sans-serif`;
    const half = ctx.measureText(text).width / 2 + 4, lift = label.level > 1 ? -10 : 0;
    const box = [px - half, py + lift - 8, px + half, py + lift + 8];
    if (taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) continue;
    taken.push(box);
    ctx.globalAlpha = label.level === 1 ? 0.62 : label.level === 0 ? 0.78 : 0.95;
    ctx.strokeStyle = paint("--halo"); ctx.lineWidth = 3; ctx.strokeText(text, px, py + lift);
    ctx.fillStyle = paint("--label"); ctx.fillText(text, px, py + lift);
    if (label.level > 1) { ctx.beginPath(); ctx.arc(px, py, 1.7, 0, 7); ctx.fill(); }
  }
  ctx.globalAlpha = 1;
}
