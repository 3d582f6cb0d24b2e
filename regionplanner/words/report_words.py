"""The words of the report, also on plans that were made together or that mergers changed."""

from regionplanner.words.language import Words

REPORT_WORDS: Words = {
    "report_toc": {"nl": "Inhoud", "en": "Contents"},
    "report_summary_heading": {"nl": "In het kort", "en": "In short"},
    "report_dates": {"nl": "Gegevens: {dates}", "en": "Data: {dates}"},
    "report_division_label": {"nl": "Indeling", "en": "Division"},
    "report_division": {
        "nl": "{summary}, verspreid over {parents}.",
        "en": "{summary}, spread over {parents}.",
    },
    "report_parents_one": {"nl": "1 referentieregio", "en": "1 reference region"},
    "report_parents_many": {"nl": "{count} referentieregio's", "en": "{count} reference regions"},
    "report_size_same": {"nl": "Overal {units}", "en": "{units} everywhere"},
    "report_size_people_same": {
        "nl": "{inhabitants} inwoners.",
        "en": "{inhabitants} inhabitants.",
    },
    "report_size_label": {"nl": "Grootte", "en": "Size"},
    "report_size_units": {
        "nl": "Van {least} tot {most} gemeenten",
        "en": "From {least} to {most} municipalities",
    },
    "report_size_people": {
        "nl": "van {least} inwoners ({small}) tot {most} ({large}).",
        "en": "from {least} inhabitants ({small}) to {most} ({large}).",
    },
    "report_near_label": {"nl": "Nabijheid", "en": "Nearness"},
    "report_near_km": {
        "nl": "De andere gemeenten liggen gemiddeld {mean} km van het centrum van hun "
        "jeugdregio, in vogelvlucht; het verst ligt {unit}: {most} km.",
        "en": "On average the other municipalities are {mean} km from the centre of their "
        "region, in a straight line; the farthest is {unit}: {most} km.",
    },
    "report_near_min": {
        "nl": "De andere gemeenten liggen gemiddeld {mean} minuten van het centrum van hun "
        "jeugdregio; het verst ligt {unit}: {most} minuten.",
        "en": "On average the other municipalities are {mean} minutes from the centre of their "
        "region; the farthest is {unit}: {most} minutes.",
    },
    "report_kept_label": {"nl": "Bestaand", "en": "Existing"},
    "report_kept_one": {
        "nl": "Van {count} bestaande jeugdregio blijft er {kept} heel.",
        "en": "{kept} of {count} existing youth region stays whole.",
    },
    "report_kept_many": {
        "nl": "Van de {count} bestaande jeugdregio's blijven er {kept} heel.",
        "en": "{kept} of the {count} existing youth regions stay whole.",
    },
    "report_proof_label": {"nl": "Bewijs", "en": "Proof"},
    "report_broken_label": {"nl": "Let op", "en": "Attention"},
    "report_question_heading": {"nl": "De vraag", "en": "The question"},
    "report_question": {
        "nl": "Gevraagd: verdeel {units}, in {parents}, in {regions}.",
        "en": "Asked: divide {units}, in {parents}, into {regions}.",
    },
    "report_some_of": {"nl": "een deel van de {units}", "en": "a part of the {units}"},
    "report_data": {"nl": "De gegevens: {title}{dates}.", "en": "The data: {title}{dates}."},
    "report_no_record": {
        "nl": "Bij dit voorstel zit geen berekening die bij deze keuzes en gegevens past. Het "
        "wordt hier getoetst aan de regels hieronder.",
        "en": "No calculation comes with this proposal that fits these choices and data. It is "
        "held against the rules below.",
    },
    "report_number_open": {
        "nl": "jeugdregio's, waarvan het aantal vrij is",
        "en": "youth regions, whose number is free",
    },
    "report_number_range": {"nl": "{least} tot {most}", "en": "{least} to {most}"},
    "report_rules_heading": {"nl": "De regels", "en": "The rules"},
    "report_rules_lead": {
        "nl": "Waaraan het voorstel moest voldoen:",
        "en": "What the proposal had to keep to:",
    },
    "report_rules_kept": {
        "nl": "Het voorstel voldoet aan alle regels. Dat is achteraf nog eens apart nagekeken.",
        "en": "The proposal keeps all rules. That was checked once more, separately, afterwards.",
    },
    "report_weights_heading": {"nl": "Wat telde", "en": "What counted"},
    "report_weights_lead": {
        "nl": "Minder is overal beter. Een criterium zonder gewicht telde niet mee; het staat er "
        "ter informatie.",
        "en": "Less is better everywhere. A criterion without a weight did not count; it is there "
        "for information.",
    },
    "report_weights_none": {
        "nl": "Dit voorstel is niet met gewichten gekozen. Zo scoort het; minder is overal beter.",
        "en": "This proposal was not chosen by weights. This is its score; less is better "
        "everywhere.",
    },
    "report_head_criterion": {"nl": "Criterium", "en": "Criterion"},
    "report_head_weight": {"nl": "Gewicht", "en": "Weight"},
    "report_head_value": {"nl": "Dit voorstel", "en": "This proposal"},
    "report_no_weight": {"nl": "telde niet mee", "en": "did not count"},
    "report_no_values": {
        "nl": "Van een voorstel met een jeugdregio in meer dan één referentieregio kunnen deze "
        "criteria niet berekend worden.",
        "en": "These criteria cannot be calculated for a proposal with a youth region in more than "
        "one reference region.",
    },
    "report_point": {"nl": "{weight} {per}", "en": "{weight} {per}"},
    "report_points": {
        "nl": "De score telt in punten: {parts}.",
        "en": "The score is in points: {parts}.",
    },
    "report_map_heading": {"nl": "De kaart", "en": "The map"},
    "report_map_all": {
        "nl": "Kaart van alle jeugdregio's van dit voorstel; de lijst eronder zegt hetzelfde in "
        "woorden.",
        "en": "Map of all youth regions of this proposal; the list below says the same in words.",
    },
    "report_map_parent": {
        "nl": "Kaart van {parent} met haar gemeenten, gekleurd per jeugdregio.",
        "en": "Map of {parent} with its municipalities, coloured by youth region.",
    },
    "report_map_region": {
        "nl": "Kaart van jeugdregio {region} met haar gemeenten.",
        "en": "Map of youth region {region} with its municipalities.",
    },
    "report_map_other": {
        "nl": "Kaart van het voorstel {plan}; felle kleuren voor gemeenten die in een andere "
        "jeugdregio zitten.",
        "en": "Map of the proposal {plan}; bright colours for municipalities that are in another "
        "youth region.",
    },
    "report_proof_heading": {"nl": "Het bewijs", "en": "The proof"},
    "report_candidates_one": {
        "nl": "Het programma koos uit {count} mogelijke jeugdregio.",
        "en": "The program chose from {count} possible youth region.",
    },
    "report_candidates_many": {
        "nl": "Het programma koos uit {count} mogelijke jeugdregio's.",
        "en": "The program chose from {count} possible youth regions.",
    },
    "report_proof_holds": {
        "nl": "Dat geldt voor deze gegevens, regels en gewichten; wat niet gemeten werd, telde "
        "niet mee.",
        "en": "That holds for these data, rules and weights; what was not measured did not count.",
    },
    "report_unproven_hand": {
        "nl": "Niet bewezen: dit voorstel is met de hand gemaakt, nadien aangepast, of wordt hier "
        "met andere keuzes bekeken. Of een andere indeling beter scoort, is niet nagegaan.",
        "en": "Not proven: this proposal was made by hand, changed afterwards, or is looked at "
        "with other choices here. Whether another division scores better was not looked into.",
    },
    "report_table_heading": {"nl": "Alle jeugdregio's", "en": "All youth regions"},
    "report_table_lead": {
        "nl": "Centrum: de gemeente met de kleinste afstand tot de andere samen. Dat is een maat "
        "voor nabijheid, geen aanwijzing van een trekker.",
        "en": "Centre: the municipality with the least distance to all others together. It "
        "measures nearness and appoints no leader.",
    },
    "report_table_groups": {
        "nl": "Heel: alle gemeenten van de groep zitten in deze jeugdregio. Verdeeld: er zitten er "
        "ook elders. Groepen van minstens twee gemeenten tellen.",
        "en": "Whole: all municipalities of the group are in this youth region. Divided: some are "
        "elsewhere. Groups of at least two municipalities count.",
    },
    "report_head_units": {"nl": "Gemeenten", "en": "Municipalities"},
    "report_head_children": {"nl": "0 tot en met 14 jaar", "en": "Aged 0 to 14"},
    "report_head_centre": {"nl": "Centrum", "en": "Centre"},
    "report_head_to_centre": {"nl": "Naar centrum ({unit})", "en": "To centre ({unit})"},
    "report_head_deviation": {"nl": "Afwijking", "en": "Deviation"},
    "report_mean": {"nl": "gem.", "en": "mean"},
    "report_most": {"nl": "verst", "en": "most"},
    "report_whole": {"nl": "heel", "en": "whole"},
    "report_part": {"nl": "deels", "en": "in part"},
    "report_parents_heading": {"nl": "Per referentieregio", "en": "By reference region"},
    "report_around": {"nl": "{label}, rond {unit}", "en": "{label}, around {unit}"},
    "report_no_regions": {"nl": "nog geen jeugdregio", "en": "no youth region yet"},
    "report_later": {
        "nl": "Niet in een jeugdregio: {members}.",
        "en": "Not in a youth region: {members}.",
    },
    "report_centre_km": {
        "nl": "centrum {centre}, gemiddeld {mean} km, hoogstens {most} km",
        "en": "centre {centre}, {mean} km on average, {most} km at most",
    },
    "report_centre_min": {
        "nl": "centrum {centre}, gemiddeld {mean} min, hoogstens {most} min",
        "en": "centre {centre}, {mean} min on average, {most} min at most",
    },
    "report_region_whole": {"nl": "Blijft heel: {groups}.", "en": "Stays whole: {groups}."},
    "report_region_part": {"nl": "Verdeeld: {groups}.", "en": "Divided: {groups}."},
    "report_grouped": {"nl": "{grouping} {names}", "en": "{grouping} {names}"},
    "report_also_in": {"nl": "{group} (ook in {regions})", "en": "{group} (also in {regions})"},
    "report_also_outside": {
        "nl": "{group} (ook buiten dit voorstel)",
        "en": "{group} (also outside this proposal)",
    },
    "report_sources_heading": {"nl": "Bronnen en benaderingen", "en": "Sources and approximations"},
    "report_groups_note": {
        "nl": "Bestaande groepen zijn die van de gegevens; een groep die daar ontbreekt, staat "
        "hier ook niet.",
        "en": "Existing groups are those of the data; a group that is missing there is missing "
        "here.",
    },
    "report_digest_plan": {"nl": "Kenmerk van het voorstel", "en": "Reference of the proposal"},
    "report_digest_choices": {"nl": "Kenmerk van de keuzes", "en": "Reference of the choices"},
    "report_digest_data": {"nl": "Kenmerk van de gegevens", "en": "Reference of the data"},
    "report_digest_note": {
        "nl": "Met dezelfde gegevens en keuzes maakt het programma hetzelfde voorstel en hetzelfde "
        "verslag.",
        "en": "With the same data and choices the program makes the same proposal and the same "
        "report.",
    },
    "report_contact": {"nl": "Vragen: {contact}", "en": "Questions: {contact}"},
}

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
