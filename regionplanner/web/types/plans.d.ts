// The values of every map page (PageRequest.values in maps/content.py).
import type { Groups } from "./values.d.ts";
import type { Division } from "./model.d.ts";

export interface PageValues {
  language: "nl" | "en";
  words: Record<string, string>;
  steps: boolean;
  eachBest: boolean;
  /** What is said of each area, where regions have areas. */
  areas: Record<string, string> | null;
  /** The unit in which an area is at home. */
  homes: Record<string, number>;
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
