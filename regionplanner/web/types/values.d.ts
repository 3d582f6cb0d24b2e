// What the model needs of any division: base_values and scenario_values of maps/model.py.

export interface Unit {
  nis: string;
  name: string;
  parent: number;
  x: number;
  y: number;
  inhabitants: number | null;
}
export interface MeasuredUnit extends Unit {
  area: number;
  children: number | null;
  /** Id and name in a plan file, where a page shows other ones. */
  written?: [string, string];
}
export interface Parent {
  code: string;
  name: string;
  slug: string;
  label: string;
}
export interface Groups {
  names: string[];
  /** The group of each unit, or -1. */
  of: number[];
}
/** Travel times: inside each parent row by row, and from unit to unit across. */
export interface Minutes {
  inside: (number | null)[][];
  across: [number, number, number | null][];
}
export interface BaseValues {
  units: MeasuredUnit[];
  parents: Parent[];
  groupings: Groups[];
  minutes: Minutes | null;
}

export interface Bound {
  figure: string;
  allowed: string;
  least: number | null;
  most: number | null;
  values: (number | null)[];
}
export interface MemberBound {
  rule: string;
  figure: string;
  least: string;
  units: number[];
}
/** A side of a bound: a share of the mean, or a number. */
export interface BoundSide {
  share?: number;
  number?: number;
}
export interface MeanBound {
  figure: string;
  own: boolean;
  least: BoundSide | null;
  most: BoundSide | null;
  values: (number | null)[];
}
export interface Lock {
  label: string;
  units: number[];
  exception: boolean;
}
/** Largest ways (`max_distance_km`, ...) are there too, by the name of their rule. */
export interface ScenarioValues {
  language: "nl" | "en";
  and: string;
  size: string;
  sizes: [number, number];
  regions: [number, number] | null;
  regions_per: [number, number, number][];
  together: { units: number[]; column: string | null }[];
  apart: [number, number][];
  bounds: Bound[];
  member_bounds: MemberBound[];
  mean_bounds: MeanBound[];
  locked: Lock[];
  left_out: number[];
  centres: number[] | null;
  near: (number[] | null)[] | null;
  /** Two units, their border [m] and their ties. */
  pairs: [number, number, number, number][];
  travellers: number[] | null;
  traveller_unit: number;
  travelled_by: Record<string, string>;
  weights: Record<string, number>;
  sides: number;
  balance: { target: number | "own" | "all"; values: number[] | null };
  coverage: {
    least: number | null;
    most: number | null;
    reward: number;
    values: number[] | null;
  } | null;
}
