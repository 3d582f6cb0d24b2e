// The planner's desk (app/server.py).
import type { ScenarioValues } from "./values.d.ts";
import type { UnitsPlanValues, UnitsValues } from "./units.d.ts";

/** Why something was not done: a key of words, or a message with ways out. */
export interface DeskFailure {
  key?: string;
  message?: string;
  ways?: { text: string; changes: Record<string, unknown> }[];
  /** NIS codes of those whom it is about. */
  units?: string[];
}
export interface DeskState extends DeskFailure {
  state: "waiting" | "busy" | "done" | "failed" | "stopped";
  done?: number;
  /** Of the plans to choose from. */
  made?: number;
  of?: number;
  gap?: number | null;
  objective?: number | null;
  best?: boolean;
  /** What is known of its quality. */
  sentence?: string;
}
export interface DeskRule {
  number: number;
  kind: string;
  units: string[];
  region: string;
  /** Column that it is about, and its value; empty and 0 of a rule about municipalities. */
  figure: string;
  value: number;
  on: boolean;
  /** What the best plan without it would be better; null while that is not known. */
  price: number | null;
}
export interface DeskChoices {
  criteria?: Record<string, number>;
  regions?: number | [number, number];
  min_units?: number;
  max_units?: number;
}
export interface DeskValues {
  step: number;
  mayUndo: boolean;
  mayRedo: boolean;
  choices: DeskChoices;
  rules: DeskRule[];
  byHand: boolean;
  work: DeskState;
  curve: { regions: number; objective: number }[];
}
export interface DeskCriterion {
  name: string;
  label: string;
  per: string;
}
export interface DeskPageValues extends UnitsValues {
  desk: {
    criteria: DeskCriterion[];
    regions: number | null;
    weights: Record<string, number>;
    sizes: [number, number];
    limits: { kind: string; figure: string; text: string }[];
  };
}
/** A plan on the shelf; one of other data has a problem, and is not opened. */
export interface KeptPlan {
  folder: string;
  name: string;
  note: string;
  problem?: string;
  plan?: UnitsPlanValues;
  scenario?: ScenarioValues;
  assignment?: Record<string, string>;
}
export interface DeskEvents {
  shelf: KeptPlan[];
  offered: KeptPlan[];
  desk: DeskValues;
  plan: { plan: UnitsPlanValues; scenario: ScenarioValues };
  gone: null;
}
