"""The words of a report on plans that were made together, or that mergers changed."""

from regionplanner.words.language import Words

TOGETHER_WORDS: Words = {
    "report_front_heading": {
        "nl": "Wat het ene kost in het andere",
        "en": "What one costs in the other",
    },
    "report_front_lead": {
        "nl": "{first} tegenover {second}. Van het eerste punt naar het laatste: {more} meer van "
        "het eerste, {less} minder van het tweede.",
        "en": "{first} against {second}. From the first point to the last: {more} more of the "
        "first, {less} less of the second.",
    },
    "report_front_chart": {
        "nl": "De voorstellen als punten; de tabel hieronder geeft de cijfers.",
        "en": "The proposals as points; the table below has the figures.",
    },
    "report_front_key": {
        "nl": "Elk punt is een voorstel, een vol punt is dit voorstel. Links onder de grijze lijn "
        "bestaat er bewezen geen. De assen beginnen niet bij 0.",
        "en": "Each point is a proposal, a full point is this proposal. Below and left of the grey "
        "line there is proven to be none. The axes do not begin at 0.",
    },
    "report_front_proof": {
        "nl": "Bewezen: geen voorstel met hoogstens {allowed} {unit} ({second}) heeft minder dan "
        "{bound} {least_unit} ({first}).",
        "en": "Proven: no proposal with at most {allowed} {unit} ({second}) has less than {bound} "
        "{least_unit} ({first}).",
    },
    "report_front_optimal": {"nl": "het minst mogelijke", "en": "the least possible"},
    "report_front_gap": {"nl": "hoogstens {gap} te veel", "en": "at most {gap} too much"},
    "report_head_plan": {"nl": "Voorstel", "en": "Proposal"},
    "report_head_proven": {"nl": "Bewezen", "en": "Proven"},
    "report_this_plan": {"nl": "dit voorstel", "en": "this proposal"},
    "report_alternatives_heading": {
        "nl": "Voorstellen die weinig meer kosten",
        "en": "Proposals that cost little more",
    },
    "report_alternatives_lead": {
        "nl": "Elk alternatief kost hoogstens {within} meer dan het beste voorstel en verschilt "
        "zoveel als kan van het beste en van alle vorige alternatieven. Geteld zijn paren "
        "buurgemeenten die in het ene voorstel samen zitten en in het andere niet.",
        "en": "Each alternative costs at most {within} more than the best proposal, and is as "
        "different as can be from the best and from all earlier alternatives. Pairs of neighbours "
        "are counted that are together in one proposal and apart in the other.",
    },
    "report_head_above": {"nl": "Meer dan het beste", "en": "Above the best"},
    "report_head_from_best": {"nl": "Paren anders dan het beste", "en": "Pairs unlike the best"},
    "report_head_in_all": {
        "nl": "Anders dan alle vorige samen",
        "en": "Unlike all earlier ones together",
    },
    "report_head_at_most": {"nl": "Bewezen hoogstens", "en": "Proven at most"},
    "report_firm_heading": {"nl": "Vaste en losse grenzen", "en": "Firm and loose borders"},
    "report_firm_lead": {
        "nl": "In hoeveel van deze {plans} voorstellen loopt er een grens tussen twee "
        "buurgemeenten van dezelfde referentieregio?",
        "en": "In how many of these {plans} proposals is there a border between two neighbours of "
        "one reference region?",
    },
    "report_map_firm": {
        "nl": "Kaart van de vaste en losse grenzen.",
        "en": "Map of the firm and loose borders.",
    },
    "report_firm_all": {"nl": "in alle voorstellen", "en": "in all proposals"},
    "report_firm_most": {"nl": "in meer dan de helft", "en": "in more than half"},
    "report_firm_some": {"nl": "in hoogstens de helft", "en": "in half or fewer"},
    "report_firm_numbers": {
        "nl": "De nummers en kleuren zijn die van dit voorstel.",
        "en": "Numbers and colours are those of this proposal.",
    },
    "report_head_firm": {"nl": "Altijd een grens", "en": "Always a border"},
    "report_head_loose": {"nl": "Soms een grens", "en": "Sometimes a border"},
    "report_head_never": {"nl": "Altijd samen", "en": "Always together"},
    "report_firm_note": {
        "nl": "Aantal paren buurgemeenten. Referentieregio's waar altijd alles samen zit, staan "
        "niet in de tabel.",
        "en": "Number of pairs of neighbours. Reference regions that are always in one piece are "
        "not in the table.",
    },
    "report_repair_heading": {
        "nl": "Wat verandert aan wat vandaag bestaat",
        "en": "What changes in what exists today",
    },
    "report_repair_one": {
        "nl": "1 paar buurgemeenten verandert: vandaag samen en in dit voorstel niet, of "
        "omgekeerd. Wie vandaag nergens bij hoort, sluit vrij aan.",
        "en": "1 pair of neighbours changes: together today and not in this proposal, or the "
        "reverse. Who belongs nowhere today joins freely.",
    },
    "report_repair_many": {
        "nl": "{count} paren buurgemeenten veranderen: vandaag samen en in dit voorstel niet, of "
        "omgekeerd. Wie vandaag nergens bij hoort, sluit vrij aan.",
        "en": "{count} pairs of neighbours change: together today and not in this proposal, or the "
        "reverse. Who belongs nowhere today joins freely.",
    },
    "report_repair_proven": {
        "nl": "Bewezen: geen voorstel dat alle regels volgt, verandert minder aan wat vandaag "
        "bestaat.",
        "en": "Proven: no proposal that keeps all rules changes less of what exists today.",
    },
    "report_repair_cheapest": {
        "nl": "Van alle voorstellen met zo weinig verandering scoort dit het best, ook dat is "
        "bewezen.",
        "en": "Of all proposals with so little change this scores best; that is proven too.",
    },
    "report_repair_bound": {
        "nl": "Bewezen: elk voorstel dat alle regels volgt, verandert minstens {least} (gewogen) "
        "aan wat vandaag bestaat. Dat het met minder kan dan hier, is niet uitgesloten.",
        "en": "Proven: every proposal that keeps all rules changes at least {least} (weighted) of "
        "what exists today. That less than here will do is not ruled out.",
    },
    "report_repair_broken": {
        "nl": "Waarom er iets moet veranderen:",
        "en": "Why something has to change:",
    },
    "report_repair_changes": {"nl": "Wat er verandert:", "en": "What changes:"},
    "report_repair_none": {
        "nl": "Aan wat vandaag bestaat, verandert niets. Wie nergens bij hoort, sluit vrij aan.",
        "en": "Nothing changes in what exists today. Who belongs nowhere joins freely.",
    },
    "report_repair_apart": {
        "nl": "{one} en {other} zitten niet meer samen (vandaag: {region_one}).",
        "en": "{one} and {other} are no longer together (today: {region_one}).",
    },
    "report_repair_together": {
        "nl": "{one} ({region_one}) en {other} ({region_other}) komen samen.",
        "en": "{one} ({region_one}) and {other} ({region_other}) come together.",
    },
    "report_mergers_heading": {"nl": "Na de fusies", "en": "After the mergers"},
    "report_mergers_lead": {
        "nl": "Dit voorstel is overgezet van voor de fusies: {before} werden {after}.",
        "en": "This proposal was carried over mergers: {before} became {after}.",
    },
    "report_head_new_unit": {"nl": "Nieuwe gemeente", "en": "New municipality"},
    "report_head_made_of": {"nl": "Gevormd uit", "en": "Made of"},
    "report_head_region_before": {"nl": "Jeugdregio ervoor", "en": "Youth region before"},
    "report_head_region_after": {"nl": "Jeugdregio erna", "en": "Youth region after"},
    "report_merger_open": {
        "nl": "Waarover de delen niet hetzelfde zeggen",
        "en": "What the parts disagree on",
    },
    "report_merger_regions": {
        "nl": "{name}: {sides}. Nu in {taken}.",
        "en": "{name}: {sides}. Now in {taken}.",
    },
    "report_merger_side": {"nl": "{region} ({parts})", "en": "{region} ({parts})"},
    "report_merger_column": {"nl": "{what}: {units}.", "en": "{what}: {units}."},
    "report_merger_moves": {
        "nl": "De kleinste verandering die het voorstel weer aan alle regels laat voldoen",
        "en": "The smallest change after which the proposal keeps all rules again",
    },
    "report_merger_move": {
        "nl": "{name}: van {before} naar {after}.",
        "en": "{name}: from {before} to {after}.",
    },
    "report_mended_proven": {
        "nl": "Bewezen: geen kleinere verandering laat het overgezette voorstel weer aan alle "
        "regels voldoen.",
        "en": "Proven: no smaller change makes the carried proposal keep all rules again.",
    },
}
