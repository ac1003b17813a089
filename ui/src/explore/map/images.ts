// Pictures of marks, drawn when the map first asks for them by name (marks.ts makes the names).

import { COLOURS, FAMILIES, isFamily, shapePath } from "../families";
import { gradeOf, OUTLINES } from "../grades";

export interface Picture {
  readonly data: ImageData;
  readonly ratio: number;
}

export interface Inks {
  /** Of lines and words on marks. */
  readonly ink: string;
  /** Behind marks and words. */
  readonly paper: string;
  readonly font: string;
}

const MARGIN = 5;

/** The picture of a name, null for a name that no rule here makes. */
export function draw(name: string, inks: Inks, ratio: number): Picture | null {
  const [kind = "", ...parts] = name.split("|");
  const painter = PAINTERS[kind];
  return painter ? painter(parts, inks, ratio) : null;
}

type Painter = (parts: readonly string[], inks: Inks, ratio: number) => Picture | null;

const PAINTERS: Readonly<Partial<Record<string, Painter>>> = { event: drawEvent, cluster: drawCluster, pin: drawPin, held: drawHeld };

function drawEvent([family, grade, size, chosen]: readonly string[], inks: Inks, ratio: number): Picture | null {
  if (!isFamily(family)) return null;
  const radius = Number(size);
  const outline = OUTLINES[gradeOf(grade)];
  return painted(radius * 1.45 + MARGIN, ratio, (pen) => {
    const path = new Path2D(shapePath(family, 0, 0, radius));
    pen.lineJoin = "round";
    pen.strokeStyle = inks.paper;
    pen.lineWidth = outline.width + (outline.double ? 7 : 3);
    pen.stroke(path);
    pen.fillStyle = outline.filled ? COLOURS[family] : inks.paper;
    pen.fill(path);
    pen.strokeStyle = outline.filled ? inks.ink : COLOURS[family];
    pen.lineWidth = outline.width;
    pen.setLineDash([...outline.dash]);
    pen.stroke(path);
    pen.setLineDash([]);
    if (outline.double) {
      pen.lineWidth = 1.25;
      pen.stroke(new Path2D(shapePath(family, 0, 0, radius + 3)));
    }
    if (chosen) halo(pen, radius * 1.3 + 3, inks);
  });
}

function drawCluster([size, shares = "", label = ""]: readonly string[], inks: Inks, ratio: number): Picture | null {
  const radius = Number(size);
  const parts = shares.split(".").map(Number);
  const whole = parts.reduce((a, b) => a + b, 0) || 1;
  return painted(radius + MARGIN, ratio, (pen) => {
    disc(pen, radius, inks.paper);
    const width = Math.max(4, radius * 0.26);
    let angle = -Math.PI / 2;
    FAMILIES.forEach((family, n) => {
      const next = angle + (2 * Math.PI * (parts[n] ?? 0)) / whole;
      pen.beginPath();
      pen.arc(0, 0, radius - width / 2 - 1, angle, next);
      pen.strokeStyle = COLOURS[family];
      pen.lineWidth = width;
      pen.stroke();
      angle = next;
    });
    ring(pen, radius - 0.5, inks.ink, 1);
    words(pen, label, inks, label.length > 4 ? 10 : 12);
  });
}

/** A pin: "pin|taken" where the event is put, "pin|N" a candidate that lost, with its number. */
function drawPin([label = ""]: readonly string[], inks: Inks, ratio: number): Picture | null {
  const taken = label === "taken";
  return painted(12 + MARGIN, ratio, (pen) => {
    disc(pen, taken ? 8 : 10, taken ? inks.ink : inks.paper);
    if (!taken) pen.setLineDash([3, 2]);
    ring(pen, taken ? 10.5 : 10, inks.ink, 1.5);
    pen.setLineDash([]);
    if (!taken) words(pen, label, inks, 11);
  });
}

/** Who holds a place: "held|COLOUR|LETTERS|new"; a change of the day shown has a ring. */
function drawHeld([colour = "", letters = "", fresh]: readonly string[], inks: Inks, ratio: number): Picture | null {
  if (!/^#[0-9a-f]{6}$/.test(colour)) return null;
  return painted(14 + MARGIN, ratio, (pen) => {
    const path = new Path2D("M-9 -9H9V9H-9Z");
    pen.fillStyle = colour;
    pen.fill(path);
    pen.lineWidth = 1.5;
    pen.strokeStyle = inks.paper;
    pen.stroke(path);
    words(pen, letters, { ...inks, ink: "#ffffff" }, 10);
    if (fresh) halo(pen, 14, inks);
  });
}

function painted(half: number, ratio: number, paint: (pen: CanvasRenderingContext2D) => void): Picture | null {
  const side = Math.ceil(half * 2 * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.translate(side / 2, side / 2);
  pen.scale(ratio, ratio);
  paint(pen);
  return { data: pen.getImageData(0, 0, side, side), ratio };
}

function disc(pen: CanvasRenderingContext2D, radius: number, colour: string): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}

function ring(pen: CanvasRenderingContext2D, radius: number, colour: string, width: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

function halo(pen: CanvasRenderingContext2D, radius: number, inks: Inks): void {
  ring(pen, radius, inks.paper, 4);
  ring(pen, radius, inks.ink, 2);
}

function words(pen: CanvasRenderingContext2D, text: string, inks: Inks, size: number): void {
  pen.fillStyle = inks.ink;
  pen.font = `600 ${size}px ${inks.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.direction = "ltr";
  pen.fillText(text, 0, 0.5);
}
