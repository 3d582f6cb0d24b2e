// The editor of variants: move municipalities, see which rules break and what each criterion becomes.
import { element, foldable } from "../page/elements.js";
import { counted, fill, words } from "../page/words.js";
import { createCard } from "./card.js";
import { createHistory, mayRedo, mayUndo, planOf } from "./history.js";
import { neighbourAt } from "./directions.js";
import { openArrows, openKeys } from "./keyboard.js";
import { createLockMarks } from "./lock_marks.js";
import { freeUnits, isOpen, withLock } from "./locks.js";
import { movedTo } from "./moves.js";
import { createOpening } from "./opening.js";
import { openPainting } from "./painting.js";
import { readPlan } from "./plan_text.js";
import { joinedBy, toggled } from "./selection.js";
import { createStore } from "./store.js";
import { targetList } from "./targets.js";
import { createVariantPanel } from "./variant_panel.js";

/** @import { Actions, Division, UnitsAtlas, Variant } from "../types.d.ts" */
/** @import { UnitsGround } from "../units/ground.js" */

/**
 * @param {UnitsAtlas} atlas
 * @param {UnitsGround} ground
 * @param {Actions} actions
 */
export const createEditor = (atlas, ground, actions) => {
  const { shown, units, values, brokenOf, labelOf, membersOf, regionOf } = atlas;
  const history = createHistory(atlas, words.variant);
  const said = /** @type {HTMLElement} */ (document.getElementById("said"));

  const chosen = () => (shown.unit === null ? shown.several : [shown.unit]);
  /** @param {number[]} some */
  const choose = (some) => actions.chooseSeveral(joinedBy(some, []));

  /** One sentence after each step: what happened, and whether the rules hold. */
  const say = (/** @type {string} */ text) => {
    const broken = brokenOf(shown.plan).length;
    said.textContent = `${text} ${broken ? counted(broken, "said_broken") : words.said_kept}`;
  };
  /** @param {number[]} some */
  const namesOf = (some) => (some.length > 3 ? counted(some.length, "units")
    : atlas.unitNames(some).textContent ?? "");

  /** @param {Variant} variant @param {Division} division */
  const step = (variant, division) => actions.showPlan(history.push(variant, division));
  /**
   * Move units to a region; null makes a new one.
   * @param {number[]} some
   * @param {number | null} region
   */
  const move = (some, region) => {
    const variant = history.begin();
    const { division } = shown.plan;
    step(variant, movedTo(variant.base.model, units, division, some, region));
    const label = labelOf(regionOf(some[0]));
    say(fill("said_moved", { units: namesOf(some), region: label }));
  };
  /** @param {number} by */
  const go = (by) => {
    const { variant } = shown.plan;
    if (!variant || !(by < 0 ? mayUndo : mayRedo)(shown.plan)) return;
    actions.showPlan(history.go(variant, by));
    say(words[by < 0 ? "said_undone" : "said_redone"]);
  };
  /** @param {"units" | "regions"} what @param {number[]} some @param {boolean} on */
  const lock = (what, some, on) => {
    const variant = history.begin();
    variant.locked[what] = withLock(variant.locked[what], some, on);
    actions.showPlan(history.go(variant, 0));
    const names = what === "units" ? namesOf(some) : labelOf(some[0]);
    said.textContent = fill(on ? "said_locked" : "said_unlocked", { names });
  };
  const undo = () => go(-1);
  const redo = () => go(1);

  const store = createStore(() => window.localStorage, atlas.plans);
  store.read(units.length).forEach(({ plan, kept }) => history.add(plan, kept));
  const panel = createVariantPanel(atlas, actions, {
    undo,
    redo,
    drop: (variant) => actions.showPlan(history.drop(variant)),
    copy: ({ base, name, note, locked }) => {
      const kept = { name, note, locked: structuredClone(locked), division: shown.plan.division };
      actions.showPlan(planOf(history.add(base, kept)));
      said.textContent = fill("said_copied", { name: shown.plan.name });
    },
    keep: () => store.write(atlas.variants),
  });
  /** @param {string} file @param {string | null} text */
  const openFile = (file, text) => {
    card.show(true);
    if (text === null) {
      said.textContent = `${file}: ${words.file_unreadable}`;
      return;
    }
    const isOf = (/** @type {string} */ begun) => atlas.plans.find(({ digest }) =>
      begun !== "" && digest.startsWith(begun));
    const own = shown.plan.base ?? shown.plan;
    const first = readPlan(units, own.division, text);
    const base = ("plan" in first && isOf(first.plan.begun)) || own;
    const read = base === own ? first : readPlan(units, base.division, text);
    if ("problems" in read) {
      const some = read.problems.slice(0, 3).map(({ key, places }) => fill(key, places));
      const more = read.problems.length - some.length;
      said.textContent = [`${file}:`, ...some, ...(more ? [counted(more, "file_more")] : [])].join(" ");
      return;
    }
    const { division, name } = read.plan;
    actions.showPlan(planOf(history.add(base, { name: name || file, division })));
    say(fill("said_opened", { name: shown.plan.name }));
  };
  const card = createCard(atlas, actions, {
    move,
    choose,
    chosen,
    lockUnits: (some, on) => lock("units", some, on),
    lockRegion: (region, on) => lock("regions", [region], on),
    opening: createOpening(ground.map.getContainer(), openFile),
    setTool: (tool) => painting.hold(tool),
  });

  const drawLockMarks = createLockMarks(atlas, ground.map);
  /** @type {{ division: Division, region: number, painted: Set<number> } | null} */
  let stroke = null;
  let isWaiting = false;
  /** What is painted is judged once a frame; labels, lists and table follow at the end. */
  const drawStroke = () => {
    isWaiting = false;
    if (!stroke) return;
    shown.plan = atlas.variantPlan(history.begin(), stroke.division);
    ground.repaint();
    panel.draw();
    card.drawBars();
  };
  const painting = openPainting(ground, units.map(({ at }) => at), {
    tool: card.tool,
    begin: (n) => {
      const region = card.brushAt(n);
      const isClosed = !isOpen(shown.plan.variant?.locked, region);
      if (region < 0 || isClosed) {
        said.textContent = words[isClosed ? "said_brush_locked" : "said_no_brush"];
        return false;
      }
      const { division } = shown.plan;
      stroke = { region, painted: new Set(), division: { ...division, of: [...division.of] } };
      return true;
    },
    over: (some) => {
      if (!stroke) return;
      const { division, region, painted } = stroke;
      freeUnits(shown.plan.variant?.locked, division, some).filter((n) => division.of[n] !== region)
        .forEach((n) => {
          painted.add(n);
          division.of[n] = region;
          if (!isWaiting) requestAnimationFrame(drawStroke);
          isWaiting = true;
        });
    },
    end: () => {
      if (!stroke) return;
      const { division, region, painted } = stroke;
      stroke = null;
      if (!painted.size) return;
      step(history.begin(), division);
      say(fill("said_moved", { units: namesOf([...painted]), region: labelOf(region) }));
    },
    circled: (some) => {
      choose([...chosen(), ...some]);
      said.textContent = counted(chosen().length, "chosen");
    },
  });

  openKeys({
    undo,
    redo,
    escape: () => {
      if (painting.isBusy() || !card.isOpen()) return;
      if (shown.several.length) choose([]);
      else card.show(false);
    },
  });

  openArrows(ground.map.getContainer(), (arrow, more) => {
    const from = chosen().at(-1);
    if (from === undefined) return false;
    const next = neighbourAt(units, values.scenarios[shown.plan.scenario].pairs, from, arrow);
    if (next === null) {
      said.textContent = fill("said_no_neighbour", { name: units[from].name });
      return true;
    }
    if (more) card.show(true);
    choose(more ? [...chosen().filter((n) => n !== next), next] : [next]);
    ground.map.panInside(units[next].at, { padding: [60, 60], animate: false });
    if (more) said.textContent = `${units[next].name}. ${counted(chosen().length, "chosen")}.`;
    return true;
  });

  return {
    draw: () => {
      panel.keep();
      panel.draw();
      card.draw();
      drawLockMarks();
    },
    drawChosen: card.draw,
    /** @param {number} n */
    moveControl: (n) => {
      if (card.isOpen()) return null;
      const heading = fill(regionOf(n) < 0 ? "what_if_joins" : "what_if", { name: units[n].name });
      return foldable("move", heading, shown.plan.isVariant === true,
        element("p", "hint", words.what_if_hint),
        targetList(atlas, freeUnits(shown.plan.variant?.locked, shown.plan.division, [n]), (region) => {
          move([n], region);
          panel.focus(); // the button that was pressed is gone
          if (shown.region !== null) actions.flyTo(ground.bounds(membersOf(shown.region)));
        }));
    },
    /** @param {number} n @param {boolean} more */
    takesPress: (n, more) => {
      if (card.tool() === "paint") return true;
      if (!more && !card.isOpen()) return false;
      card.show(true);
      choose(toggled(chosen(), n));
      return true;
    },
  };
};
