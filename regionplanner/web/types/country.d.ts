// The page of a country (maps/country.py).
import type { Parent } from "./values.d.ts";
import type { Figures, Group } from "./model.d.ts";
import type { Grouping, PageValues, Plan } from "./plans.d.ts";
import type { Cell } from "./panels.d.ts";

export interface CountryValues extends PageValues {
  map: string;
  /** Bits of a coordinate on the grid. */
  bits: number;
  links: [number, number][];
}
export interface CountryPlanValues {
  name: string;
  most: number;
  summary: string;
  about: string[];
  breaks: string;
  broken: string[];
  /** The group of each unit; groups after the regions are in none. */
  of: number[];
  parents: number[];
  later: number[];
  regions: { code: string[] } & { [F in ColumnName]: Figures[F][] } & {
    meanMin?: (number | null)[];
    maxMin?: (number | null)[];
  };
  colours: string[];
  outside: string;
  lines: number[];
  notes: Record<string, string>;
  out: Record<string, string>;
}
type ColumnName =
  | "label"
  | "centre"
  | "inhabitants"
  | "children"
  | "area"
  | "meanKm"
  | "maxKm";
export interface PackedValues {
  units: {
    nis: string[];
    name: string[];
    parent: number[];
    x: number[];
    y: number[];
    inhabitants?: (number | null)[];
  };
  aliases: [string, number[]][];
  parents: Parent[];
  groupings: Grouping[];
  plans: CountryPlanValues[];
}
/** Polygons as rings of arcs on the grid, with where labels go. */
export interface Shapes {
  count: number;
  nArcs: number;
  /** First point of each arc. */
  first: Int32Array;
  a: Int32Array;
  b: Int32Array;
  points: Int32Array;
  /** First ring of each polygon, and first reference of each ring; ~arc runs backwards. */
  rings: Int32Array;
  ringFirst: Int32Array;
  refs: Int32Array;
  arcBoxes: Int32Array;
  boxes: Int32Array;
  /** Place and half width, three numbers a polygon. */
  spots: Int32Array;
}
/** Reads numbers of a stream, the next ones at each call. */
export interface NumberReader {
  next: () => number;
  signed: () => number;
  /** A column of numbers. */
  column: (count: number, read: () => number) => Int32Array;
  /** The sums of a column of numbers, from 0 on. */
  summed: (count: number, read: () => number) => Int32Array;
}
export interface CountryPlan extends Plan {
  of: number[];
  parents: number[];
  outside: string;
  regions: CountryPlanValues["regions"];
  breaks: string;
  broken: string[];
  /** Outlines of its regions, and of what is in none. */
  afar: Shapes;
  /** Groups that are left for later. */
  waiting: Set<number>;
  figures?: Figures[];
  groups?: Group[][];
  cuts?: Int32Array[];
  rows?: Cell[][];
}
/** Pixels a step of the grid, the corner of the canvas on the grid, and what is in view. */
export interface View {
  k: number;
  x: number;
  y: number;
  west: number;
  north: number;
  east: number;
  south: number;
  size: L.Point;
}
export interface CanvasStyle {
  strokeStyle: string;
  lineWidth: number;
  globalAlpha?: number;
  dash?: number[];
}
