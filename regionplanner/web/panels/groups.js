// Groups that exist today, and areas of regions, as they meet a region.
import { isCut } from "./atlas.js";

/** @import { Atlas, Grouping } from "../types.d.ts" */

/**
 * Groups with a member in a region, each once, those of one municipality aside.
 * @param {Atlas} atlas
 * @param {number} region
 * @param {number} g
 */
export const groupsIn = ({ groupings, groupsOf, shown }, region, g) =>
  groupsOf(shown.plan)[g]
    .map((group, code) => ({ ...group, name: groupings[g].names[code] }))
    .filter(({ members, regions }) => members.length > 1 && regions.includes(region));

/**
 * How many groups a region shares with others.
 * @param {Atlas} atlas
 * @param {number} region
 * @param {number} g
 */
export const cutIn = (atlas, region, g) =>
  groupsIn(atlas, region, g).filter((group) => !atlas.isTooLarge(group) && isCut(group)).length;

/**
 * An area is no group that could be a region; the municipalities of a variant can be in several.
 * @param {Atlas} atlas
 * @param {number} region
 * @param {Grouping} grouping
 */
export const areaNames = ({ membersOf }, region, { names, of }) =>
  [...new Set(membersOf(region).map((n) => names[of[n]]))].filter((one) => one !== undefined);
