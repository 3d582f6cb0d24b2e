// The page on which every unit is drawn (maps/page.py).
import type { BaseValues, MeasuredUnit, ScenarioValues } from "./values.d.ts";
import type { Division, Group, MeasuredFigures, Model, Values, Violation } from "./model.d.ts";
import type { Grouping, PageValues, Plan } from "./plans.d.ts";

/** Where a label goes: latitude and longitude, and the half width that is free there. */
export interface Spot {
  at: [number, number];
  room: number;
  unit?: number;
}
export interface DrawnUnit extends MeasuredUnit, Spot {
  unit?: undefined;
  aliases: string[];
}
export interface Place extends Spot {
  label: string;
  short: string;
}
export interface UnitsPlanValues {
  /** Digests of the plan, and of the choices that it is held against. */
  digest: string;
  choices: string;
  name: string;
  scenario: number;
  summary: string;
  about: string[];
  later: number[];
  codes: string[];
  names: string[];
  of: number[];
  spots: Spot[];
  colours: string[];
  lines: (number | string)[];
  notes: Record<string, string>;
  out: Record<string, string>;
}
export interface UnitsValues extends PageValues, Omit<BaseValues, "units" | "groupings"> {
  /** Names of variables that folium wrote. */
  names: { map: string; units: string; holes: string[]; lines: string[] };
  later: string;
  palette: string[];
  /** Two units (-1: nobody), and the ring of the first that has the arc, from point to point. */
  arcs: [number, number, number, number, number][];
  /** The outlines of each country beside Flanders, and names. */
  beside: { rings: GeoJSON.Position[][][]; names: { label: string; at: [number, number] }[] } | null;
  places: Place[];
  units: DrawnUnit[];
  groupings: Grouping[];
  /** What the columns of a plan file can be called, in small letters. */
  heads: { id: string[]; group: string[] };
  plans: UnitsPlanValues[];
  scenarios: ScenarioValues[];
}
export interface UnitsPlan extends Plan {
  digest: string;
  choices: string;
  scenario: number;
  model: Model;
  later: Set<number>;
  spots: Spot[];
  /** Of a step of a variant: the plan that it is a variant of, and the variant. */
  base?: UnitsPlan;
  variant?: Variant;
  figures?: (MeasuredFigures | null)[];
  groups?: Group[][];
  violations?: Violation[];
  values?: Values;
}
/** A way that units can go, and what it would break; null is a new region. */
export interface Move {
  region: number | null;
  broken: Violation[];
}
/** What stays: units, and regions that nobody leaves or joins. */
export interface Locked {
  units: number[];
  regions: number[];
}
/** What a region has of a figure, and what a rule allows. */
export interface Gauge {
  figure: "units" | "inhabitants" | "children";
  value: number;
  least: number | null;
  most: number | null;
}
/** A variant that a reader makes of a plan, with its history. */
export interface Variant {
  name: string;
  base: UnitsPlan;
  steps: UnitsPlan[];
  at: number;
  saved: boolean;
  locked: Locked;
  note: string;
  /** The variant that it is compared with; null is the plan that it began from. */
  against: Variant | null;
}
/** What a browser keeps of a variant. */
export interface KeptVariant {
  name: string;
  note: string;
  division: Division;
  locked: Locked;
}
/** What is wrong in a file: the key of its sentence, with texts in its places. */
export interface FileProblem {
  key: string;
  places: Record<string, string>;
}
/** A plan file: who is in which region, what it is called and the plan that it began from. */
export interface PlanText {
  division: Division;
  name: string;
  begun: string;
}
