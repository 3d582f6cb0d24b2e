// What Python gives a page, and what the modules of its script give each other.

// --- base_values and scenario_values of maps/model.py: what the model needs of any division

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
  largest_by: "inhabitants" | "area";
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

// --- the model

/** Codes of regions, each once, and the position of the region of each unit, or -1. */
export interface Division {
  codes: string[];
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
  largest: number;
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
  csv: (division: Division) => string;
}

// --- the values of every map page (PageRequest.values in maps/content.py)

export interface PageValues {
  language: "nl" | "en";
  words: Record<string, string>;
  steps: boolean;
  eachBest: boolean;
  /** What is said of each area, where regions have areas. */
  areas: Record<string, string> | null;
  /** Figures that at least one unit has. */
  counted: string[];
  outside: string;
}
export interface Grouping extends Groups {
  label: string;
  labels: string;
  /** Whether its groups are areas of regions, rather than groups that exist today. */
  area: boolean;
}
export interface Plan {
  name: string;
  division: Division;
  colours: string[];
  /** The same number in two plans: the same region. */
  lines: (number | string)[];
  /** By code of a region. */
  notes: Record<string, string>;
  /** Why a reference region is left out, by its code. */
  out: Record<string, string>;
  summary: string;
  about: string[];
  later: { has: (unit: number) => boolean };
  /** The most municipalities that a region may have. */
  most: number;
  isVariant?: boolean;
}

// --- the page on which every unit is drawn (maps/page.py)

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
  name: string;
  scenario: number;
  summary: string;
  about: string[];
  later: number[];
  codes: string[];
  of: number[];
  spots: Spot[];
  colours: string[];
  lines: number[];
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
  places: Place[];
  units: DrawnUnit[];
  groupings: Grouping[];
  plans: UnitsPlanValues[];
  scenarios: ScenarioValues[];
}
export interface UnitsPlan extends Plan {
  scenario: number;
  model: Model;
  later: Set<number>;
  spots: Spot[];
  /** Of a variant: the plan that it is a variant of. */
  base?: UnitsPlan;
  figures?: (MeasuredFigures | null)[];
  groups?: Group[][];
  violations?: Violation[];
  values?: Values;
}
/** The variant that a reader makes of a plan, with its history. */
export interface Variant {
  base: UnitsPlan | null;
  steps: UnitsPlan[];
  at: number;
  saved: boolean;
}

// --- the page of a country (maps/country.py)

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
  | "largest"
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

// --- what panels, shell and ground give each other

/** A part of a sentence: a text, or an element with one of the data. */
export type Content = string | Node;
/** Groups that lines can be drawn around. */
export interface Overlay {
  key: string;
  label: string;
  names: string[];
  of: (unit: number) => number;
}
export interface Cell {
  text: string;
  sort: string | number;
  number?: boolean;
  region?: number;
}
/** Key of its heading or the heading itself, and what a region has there. */
export interface Column {
  key: string | null;
  heading?: string;
  cell: (region: number, figures: Figures) => Cell;
}
export interface Shown<P extends Plan = Plan> {
  plan: P;
  region: number | null;
  unit: number | null;
}
/** What differs from page to page in how plans are known. */
export interface AtlasParts<P extends Plan, U extends Unit = Unit> {
  units: U[];
  parents: Parent[];
  groupings: Grouping[];
  plans: P[];
  figuresOf(plan: P): (Figures | null)[];
  groupsOf(plan: P): Group[][];
  /** The sentence of each rule that a plan breaks. */
  brokenOf(plan: P): Content[][];
  /** How many rules a plan breaks; empty where it keeps them. */
  brokenHeading(plan: P): string;
  summaryOf(plan: P): string;
  aboutOf(plan: P): string[];
  /** All plans that one can choose from. */
  choices(): P[];
  comparedWith(plan: P): P;
  /** The region that stays chosen when another plan is shown. */
  keptRegion(plan: P, region: number | null): number | null;
}
export interface Atlas<P extends Plan = Plan, U extends Unit = Unit> extends AtlasParts<P, U> {
  shown: Shown<P>;
  overlays: Overlay[];
  regionOf(unit: number, plan?: P): number;
  regionsOf(plan?: P): number[];
  /** The figures of a region that has members. */
  figuresIn(region: number, plan?: P): Figures;
  membersOf(region: number, plan?: P): number[];
  labelOf(region: number, plan?: P): string;
  titleOf(region: number, plan?: P): string;
  movedUnits(plan: P, earlier: P): number[];
  /** A group of more municipalities than a region may have is not cut by a plan. */
  isTooLarge(group: Group): boolean;
  unitNames(units: Iterable<number>, most?: number): HTMLElement;
}
export interface UnitsAtlas extends Atlas<UnitsPlan, DrawnUnit> {
  variant: Variant;
  values: UnitsValues;
  violationsOf(plan: UnitsPlan): Violation[];
  valuesOf(plan: UnitsPlan): Values;
  variantPlan(base: UnitsPlan, division: Division): UnitsPlan;
}
export interface CountryAtlas extends Atlas<CountryPlan> {
  values: CountryValues;
  aliases: [string, number[]][];
  groupOf(unit: number, plan?: CountryPlan): number;
  /** Outlines of the units, once they are unpacked. */
  near: { shapes: Shapes | null };
}
/** What panels and ground ask of the shell. */
export interface Actions {
  chooseUnit(unit: number, fly: boolean, alias?: string): void;
  chooseRegion(region: number): void;
  showEverything(): void;
  showPlan(plan: Plan): void;
  flyTo(box: L.LatLngBounds, animate?: boolean): void;
  /** Answer what stands in the search field. */
  search(): void;
}
/** What is drawn, and where it is: the shell knows no more of a map. */
export interface Ground {
  map: L.Map;
  everything: L.LatLngBounds;
  bounds(units: number[]): L.LatLngBounds;
  regionBounds(region: number): L.LatLngBounds;
  flightZoom(): number;
  nearestZoom(): number;
  /** Lay out the map, and answer to those who point at it. */
  open(actions: Actions, flight: Flight): void;
  /** Draw the borders of the plan that is shown, and around whom it moves. */
  drawPlan(): void;
  /** Write the labels of the plan that is shown. */
  drawLabels(): void;
  placeLabels(): void;
  /** Light a region, and draw a line around a unit; null for none. */
  light(region: number | null, unit: number | null): void;
  /** Show or hide the layer of a checkbox. */
  tick(value: string, on: boolean): void;
  /** Whether there are lines around those who move. */
  showsMoved(): boolean;
}
export interface Flight {
  flyTo(box: L.LatLngBounds, animate?: boolean): void;
  showWhole(): void;
  keepNear(): void;
  fitWhole(): void;
  hasSize(): boolean;
}
/** What a query means: one unit, one by another name, or several to choose from. */
export interface Found {
  unit?: number;
  alias?: string;
  several?: number[];
  isPart?: boolean;
}
export interface Search {
  form: HTMLFormElement;
  query: HTMLInputElement;
  find(text: string): Found;
  shownName(unit: number): string;
  /** Get ready before somebody searches. */
  prepare(): void;
}
/** The panels that differ from page to page. */
export interface Panels {
  search: Search;
  drawList(): void;
  drawTable(): void;
  /** The plans to choose from. */
  drawChoices(element: HTMLElement): void;
  /** The variant that a reader makes, and what plans score. */
  drawVariant(): void;
  moveControl(unit: number): HTMLElement;
}

// --- what Leaflet's renderers have and its types leave out

declare module "leaflet" {
  interface Map {
    _animatingZoom: boolean;
  }
  interface ZoomPanOptions {
    reset?: boolean;
  }
  interface Renderer {
    _container: HTMLElement;
    _bounds: Bounds;
    _zoom: number;
    _update(): void;
  }
}
