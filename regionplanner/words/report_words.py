"""The words of the report."""

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
    "report_parents_many": {
        "nl": "{count} referentieregio's",
        "en": "{count} reference regions",
    },
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
