// What panels, shell and ground give each other.
import type { Parent, ScenarioValues, Unit } from "./values.d.ts";
import type { Division, Figures, Group, Values, Violation } from "./model.d.ts";
import type { Grouping, Plan } from "./plans.d.ts";
import type { DrawnUnit, UnitsPlan, UnitsPlanValues, UnitsValues, Variant } from "./units.d.ts";
import type { CountryPlan, CountryValues, Shapes } from "./country.d.ts";

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
  /** Two or more that are chosen at once: no region or unit is chosen then. */
  several: number[];
  /** What others are compared with, where that was chosen. */
  against: P | null;
}
/** The units that are marked for a broken rule, and those to look at; none for one of all. */
export interface BrokenPlace {
  marked: number[];
  seen: number[];
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
  /** Where each of them is broken. */
  brokenPlaces(plan: P): BrokenPlace[];
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
/** Who is in another region than before, in one for the first time, and in none any more. */
export interface Moves {
  moved: number[];
  came: number[];
  gone: number[];
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
  movedUnits(plan: P, earlier: P): Moves;
  /** A group of more municipalities than a region may have is not cut by a plan. */
  isTooLarge(group: Group): boolean;
  unitNames(units: Iterable<number>, most?: number): HTMLElement;
}
export interface UnitsAtlas extends Atlas<UnitsPlan, DrawnUnit> {
  /** Those that the reader made, in the order they were begun. */
  variants: Variant[];
  values: UnitsValues;
  violationsOf(plan: UnitsPlan): Violation[];
  valuesOf(plan: UnitsPlan): Values;
  variantPlan(variant: Variant, division: Division): UnitsPlan;
  /** A plan that came later, with the choices that it is held against. */
  planFrom(plan: UnitsPlanValues, scenario: ScenarioValues): UnitsPlan;
  /** The sentence of a rule that is broken. */
  brokenText(violation: Violation): Content[];
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
  /** Choose any number of units: none, one or several. */
  chooseSeveral(units: number[]): void;
  /** A unit on the map was pressed; `more`: beside those that are chosen. */
  pressUnit(unit: number, more: boolean): void;
  showEverything(): void;
  showPlan(plan: Plan): void;
  flyTo(box: L.LatLngBounds, animate?: boolean): void;
  /** Show on the map where some units are; none: all of it. */
  seeUnits(units: number[]): void;
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
  /** Light a region, and draw a line around a unit, null for none, or around several. */
  light(region: number | null, unit: number | null, several?: number[]): void;
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
  /** What could be done with a unit; null where that stands elsewhere. */
  moveControl(unit: number): HTMLElement | null;
  /** Another unit or region is chosen, or several units. */
  drawChosen(): void;
  /** Whether an editor takes it that a unit is pressed. */
  takesPress(unit: number, more: boolean): boolean;
}
