// What the model makes of a division, and the parts that it is made of.

/** Codes of regions, each once, and the position of the region of each unit, or -1. */
export interface Division {
  codes: string[];
  /** What regions are called, where that is not by their codes. */
  names?: readonly string[];
  of: number[];
}
export interface Region {
  position: number;
  code: string;
  label: string;
  parent: number;
  members: number[];
  centre: number;
}
/** The way from a unit to another; null where it is not known. */
export type Way = (from: number, to: number) => number | null;
export interface Limit {
  rule: string;
  most: number;
  toCentre: boolean;
  way: Way;
}
export interface Travel {
  km: (from: number, to: number) => number;
  limits: Limit[];
  minutes: Way | null;
  travellers: (unit: number) => number;
  mayBeCentre: (unit: number) => boolean;
  possibleCentres: (members: number[]) => number[];
  isNear: (from: number, to: number) => boolean;
  outside: (members: number[]) => number[];
  centre: (members: number[]) => number;
}
export interface Beside {
  unit: number;
  km: number;
  ties: number;
}
/** By criterion; `objective` is null where it cannot be measured. */
export interface Values {
  [criterion: string]: number | null;
  objective: number | null;
}
/** A rule that is broken: the key of its sentence, with texts or units in its places. */
export interface Violation {
  rule: string;
  region: number | null;
  key: string;
  places: Record<string, string | number[]>;
}
/** A group that exists today: over which regions it is divided, most members first. */
export interface Group {
  members: number[];
  regions: number[];
  outside: number;
}
export interface Figures {
  members: number[];
  parent: number;
  centre: number;
  label: string;
  inhabitants: number | null;
  children: number | null;
  area: number;
  meanKm: number | null;
  maxKm: number | null;
  meanMin: number | null;
  maxMin: number | null;
  neighbours: number[];
}
export interface MeasuredFigures extends Figures {
  borderKm: number;
  tiesCut: number;
  balance: number | null;
  deviationPct: number | null;
}
export interface Model {
  figures: (division: Division) => (MeasuredFigures | null)[];
  values: (division: Division) => Values;
  violations: (division: Division) => Violation[];
  groups: (division: Division) => Group[][];
  newCode: (division: Division, parent: number) => string;
  csv: (
    division: Division, colours?: readonly string[], more?: Record<string, string>,
  ) => string;
}
