"""The words of the map page's panels, and of its what-if editor."""

from regionplanner.words.language import Words

PANEL_WORDS: Words = {
    "the_plan": {"nl": "Voorstel", "en": "Proposal"},
    "others": {"nl": "{count} andere", "en": "{count} others"},
    "skip_to_map": {"nl": "Naar de kaart", "en": "Skip to the map"},
    "around": {"nl": "rond", "en": "around"},
    "steps_legend": {"nl": "In welk jaar?", "en": "In which year?"},
    "plans_legend": {"nl": "Welk voorstel?", "en": "Which proposal?"},
    "reference_region": {"nl": "Referentieregio", "en": "Reference region"},
    "reference_regions": {"nl": "Referentieregio's", "en": "Reference regions"},
    "firm": {"nl": "Vaste en losse grenzen", "en": "Firm and loose borders"},
    "firm_legend": {
        "nl": "Hoe dikker de lijn, hoe meer voorstellen hier een grens trekken",
        "en": "The thicker the line, the more proposals draw a border here",
    },
    "named_after_area": {
        "nl": "Een jeugdregio heet naar haar gemeente met de grootste oppervlakte. Het centrum is "
        "de gemeente die het dichtst bij alle andere ligt.",
        "en": "A youth region is named after its largest municipality. The centre is the "
        "municipality nearest to all others.",
    },
    "named_after": {
        "nl": "Een jeugdregio heet naar haar gemeente met de meeste inwoners. Het centrum is de "
        "gemeente die het dichtst bij alle andere ligt.",
        "en": "A youth region is named after its municipality with most inhabitants. The centre is "
        "the municipality nearest to all others.",
    },
    "overlays_button": {"nl": "Lagen", "en": "Layers"},
    "overlays_legend": {"nl": "Toon ook de grenzen van", "en": "Also show the borders of"},
    "table_button": {"nl": "Tabel", "en": "Table"},
    "table_label": {"nl": "Tabel van de jeugdregio's", "en": "Table of youth regions"},
    "whole_button": {"nl": "Hele kaart", "en": "Whole map"},
    "print_button": {"nl": "Afdrukken", "en": "Print"},
    "close": {"nl": "Sluiten", "en": "Close"},
    "contact": {"nl": "Contact", "en": "Contact"},
    "table_caption": {
        "nl": "{plan}: alle jeugdregio's. Klik op een titel om te sorteren; schuif opzij voor "
        "alle kolommen.",
        "en": "{plan}: all youth regions. Click a heading to sort; scroll sideways for all "
        "columns.",
    },
    "members_heading": {"nl": "Gemeenten", "en": "Municipalities"},
    "area_heading": {"nl": "Oppervlakte (km²)", "en": "Area (km²)"},
    "mean_heading": {"nl": "Gemiddeld naar centrum (km)", "en": "Mean distance to centre (km)"},
    "max_heading": {"nl": "Verst van centrum (km)", "en": "Farthest from centre (km)"},
    "cut_heading": {"nl": "Verdeelde {groups}", "en": "Divided {groups}"},
    "centre": {"nl": "Centrum", "en": "Centre"},
    "children": {"nl": "0 tot en met 14 jaar", "en": "Aged 0 to 14"},
    "area": {"nl": "Oppervlakte", "en": "Area"},
    "to_centre": {"nl": "Afstand tot het centrum", "en": "Distance to the centre"},
    "travel_to_centre": {"nl": "Reistijd naar het centrum", "en": "Travel time to the centre"},
    "mean_and_max": {
        "nl": "gemiddeld {mean} km, hoogstens {max} km",
        "en": "{mean} km on average, {max} km at most",
    },
    "mean_and_max_min": {
        "nl": "gemiddeld {mean} min, hoogstens {max} min",
        "en": "{mean} min on average, {max} min at most",
    },
    "neighbours": {"nl": "Buurregio's", "en": "Neighbouring regions"},
    "no_neighbours": {"nl": "geen", "en": "none"},
    "no_group": {"nl": "geen", "en": "none"},
    "about_unit": {"nl": "Wat betekent dat voor {name}?", "en": "What does that mean for {name}?"},
    "about_region": {"nl": "Meer over {region}", "en": "More about {region}"},
    "is_centre": {
        "nl": "{name} is het centrum: de gemeente die het dichtst bij alle andere ligt, een plaats "
        "om samen te komen.",
        "en": "{name} is the centre: the municipality nearest to all others, a place to meet.",
    },
    "way_to_centre": {
        "nl": "{km} km (in vogelvlucht) naar {centre}, het centrum: de gemeente die het dichtst "
        "bij alle andere ligt.",
        "en": "{km} km (in a straight line) to {centre}, the centre: the municipality nearest to "
        "all others.",
    },
    "is_part_of": {"nl": "{alias} ligt in {name}.", "en": "{alias} is in {name}."},
    "search_several": {
        "nl": "“{query}” kan meer dan één gemeente zijn. Welke bedoel je?",
        "en": "“{query}” can be more than one municipality. Which one do you mean?",
    },
    "group_kept": {
        "nl": "blijft helemaal samen in deze regio.",
        "en": "stays whole in this region.",
    },
    "group_cut": {"nl": "wordt verdeeld over {regions}.", "en": "is divided over {regions}."},
    "group_cut_outside": {
        "nl": "wordt verdeeld: een deel in {regions}, een deel (nog) niet in een jeugdregio.",
        "en": "is divided: a part in {regions}, a part not (yet) in a youth region.",
    },
    "group_outside": {
        "nl": "zit (nog) niet in een jeugdregio.",
        "en": "is not (yet) in a youth region.",
    },
    "groups_kept": {"nl": "Samen: {groups}", "en": "Together: {groups}"},
    "groups_cut": {
        "nl": "Verdeeld: {group}, ook in {regions}",
        "en": "Divided: {group}, also in {regions}",
    },
    "group_partly": {
        "nl": "Verdeeld: {group}, een deel (nog) niet in een jeugdregio",
        "en": "Divided: {group}, a part not (yet) in a youth region",
    },
    "changes_heading": {
        "nl": "Wat verandert er voor ons in een ander voorstel?",
        "en": "What changes for us in another proposal?",
    },
    "changes_years": {"nl": "En in een ander jaar?", "en": "And in another year?"},
    "change_same": {
        "nl": "dezelfde gemeenten, {region}.",
        "en": "the same municipalities, {region}.",
    },
    "alias_in": {"nl": "{alias} in {name}", "en": "{alias} in {name}"},
    "change_renamed": {
        "nl": "onze regio heet daar {region}.",
        "en": "our region is called {region} there.",
    },
    "change_still": {"nl": "we blijven in {region}.", "en": "we stay in {region}."},
    "change_moves": {"nl": "we horen bij {region}.", "en": "we belong to {region}."},
    "change_joins": {"nl": "Erbij: {members}.", "en": "New: {members}."},
    "change_leaves": {"nl": "Niet meer: {members}.", "en": "No longer: {members}."},
    "change_in": {
        "nl": "we horen bij {region}, met {members}.",
        "en": "we belong to {region}, with {members}.",
    },
    "change_out": {"nl": "we zitten niet in een jeugdregio.", "en": "we are in no youth region."},
    "change_none": {
        "nl": "ook dan zitten we niet in een jeugdregio.",
        "en": "then too we are in no youth region.",
    },
    "change_ends": {
        "nl": "deze regio bestaat daar niet; de gemeenten horen bij andere regio's.",
        "en": "this region is not there; its municipalities belong to other regions.",
    },
    "moved_none": {"nl": "Geen verschil met {plan}.", "en": "No difference from {plan}."},
    "moved_units": {
        "nl": "Anders dan in {plan}: {units}.",
        "en": "Different from {plan}: {units}.",
    },
    "came_count": {
        "nl": "{count} zitten hier in een jeugdregio en niet in {plan}.",
        "en": "{count} are in a youth region here and not in {plan}.",
    },
    "gone_count": {
        "nl": "{count} zitten hier (nog) niet in een jeugdregio en wel in {plan}.",
        "en": "{count} are (still) in no youth region here, but are in {plan}.",
    },
    "group_too_large": {
        "nl": "is te groot voor één jeugdregio ({count}).",
        "en": "is too large for one youth region ({count}).",
    },
    "groups_too_large": {
        "nl": "Te groot voor één jeugdregio: {groups}",
        "en": "Too large for one youth region: {groups}",
    },
    "to_map": {"nl": "Toon op de kaart", "en": "Show on the map"},
    "moved_sign": {"nl": "Roze omrand: wie verschilt", "en": "Pink outline: who differs"},
    "best_each": {
        "nl": "Elk voorstel is het beste voor wat er zelf in telde en gevraagd werd; een ander "
        "voorstel weegt iets anders of vraagt een ander aantal regio's.",
        "en": "Each proposal is the best for what counted and was asked in it; another proposal "
        "weighs something else or asks for another number of regions.",
    },
    "moved_count": {
        "nl": "{count} horen bij een andere jeugdregio dan in {plan}.",
        "en": "{count} are in another youth region than in {plan}.",
    },
}

VARIANT_WORDS: Words = {
    "variant": {"nl": "Eigen variant", "en": "Your variant"},
    "variant_lost": {
        "nl": "Je eigen variant van {plan} gaat verloren. Doorgaan?",
        "en": "Your variant of {plan} will be lost. Continue?",
    },
    "variant_breaks_one": {
        "nl": "Deze variant overtreedt 1 regel",
        "en": "This variant breaks 1 rule",
    },
    "variant_breaks_many": {
        "nl": "Deze variant overtreedt {count} regels",
        "en": "This variant breaks {count} rules",
    },
    "variant_about": {
        "nl": "Deze variant is met de hand gemaakt. Of een andere indeling beter scoort, is niet "
        "berekend.",
        "en": "This variant was made by hand. Whether another division scores better was not "
        "computed.",
    },
    "what_if": {
        "nl": "Wat als {name} naar een andere regio gaat?",
        "en": "What if {name} goes to another region?",
    },
    "what_if_joins": {
        "nl": "Wat als {name} bij een regio komt?",
        "en": "What if {name} joins a region?",
    },
    "what_if_hint": {
        "nl": "Kies een aangrenzende regio. Je ziet meteen of de regels kloppen; je kan het "
        "altijd ongedaan maken.",
        "en": "Choose an adjoining region. You see at once whether the rules hold; you can always "
        "undo it.",
    },
    "new_region": {"nl": "+ Nieuwe jeugdregio", "en": "+ New youth region"},
    "undo": {"nl": "Ongedaan maken", "en": "Undo"},
    "redo": {"nl": "Opnieuw uitvoeren", "en": "Redo"},
    "drop": {"nl": "Variant wissen", "en": "Discard variant"},
    "keeps_rules": {
        "nl": "✓ Deze variant voldoet aan alle regels.",
        "en": "✓ This variant follows all rules.",
    },
    "broken_rules_one": {
        "nl": "Deze variant overtreedt 1 regel:",
        "en": "This variant breaks 1 rule:",
    },
    "broken_rules_many": {
        "nl": "Deze variant overtreedt {count} regels:",
        "en": "This variant breaks {count} rules:",
    },
    "criteria_heading": {"nl": "Hoe scoort de variant?", "en": "How does the variant score?"},
    "criteria_caption": {"nl": "Lager is beter.", "en": "Lower is better."},
    "criterion": {"nl": "Maatstaf", "en": "Criterion"},
    "compare_scores": {"nl": "Vergelijk de scores", "en": "Compare the scores"},
    "difference": {"nl": "Verschil", "en": "Change"},
    "criteria_count": {"nl": "Telt mee", "en": "Counts"},
    "criteria_others": {"nl": "Ter informatie", "en": "For information"},
    "value_total": {"nl": "Totaal, gewogen", "en": "Total, weighted"},
    "download": {"nl": "Download plan.csv", "en": "Download plan.csv"},
    "download_broken": {
        "nl": "Download toch, al overtreedt dit regels",
        "en": "Download anyway, though it breaks rules",
    },
    "file_broken": {"nl": "plan-overtreedt-regels.csv", "en": "plan-breaks-rules.csv"},
    "download_hint": {
        "nl": "Mail het bestand naar wie het voorstel maakte; die rekent ermee verder.",
        "en": "Send the file to whoever made the proposal; they can continue from it.",
    },
}
