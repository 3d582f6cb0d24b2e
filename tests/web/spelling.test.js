// Spellings of names: what is the same, and how far two are apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, inWords } from "../../regionplanner/web/page/fold.js";
import { difference } from "../../regionplanner/web/page/near_miss.js";

test("capitals, accents and signs between words make no other name", () => {
  assert.equal(fold("Sint-Niklaas"), fold("  sint  NIKLAAS "));
  assert.equal(fold("Liège"), "liege");
  assert.equal(fold("'s-Gravenbrakel"), "s gravenbrakel");
  assert.equal(fold("Łódź-Noord"), "łodz noord");
  assert.equal(fold("İzmir"), "izmir");
});

test("signs alone are a name, but no words", () => {
  assert.equal(fold(" ... "), "...");
  assert.equal(inWords(" ... "), "");
});

test("letters that are changed, added, dropped or swapped are counted", () => {
  assert.equal(difference("lier", "lier"), 0);
  assert.equal(difference("leir", "lier"), 1);
  assert.equal(difference("gnet", "gent"), 1);
  assert.equal(difference("egel", "geel"), 1); // the first two
  assert.equal(difference("lire", "lier"), 1); // and the last
  assert.equal(difference("meise", "meuse"), 1);
  assert.equal(difference("ham", "hamme"), 2);
  assert.equal(difference("", "mol"), 3);
});
