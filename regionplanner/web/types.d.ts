// What Python gives a page, and what the modules of its script give each other.
export type * from "./types/values.d.ts";
export type * from "./types/model.d.ts";
export type * from "./types/plans.d.ts";
export type * from "./types/units.d.ts";
export type * from "./types/country.d.ts";
export type * from "./types/panels.d.ts";
export type * from "./types/desk.d.ts";
