"""The words of municipality pages, tables and sets of plans."""

from regionplanner.words.language import Words

SHEET_WORDS: Words = {
    "sheet_title": {"nl": "{name}: voorstel van jeugdregio", "en": "{name}: proposed youth region"},
    "sheet_map": {
        "nl": "Kaart van referentieregio {parent}, met {name} dik omlijnd.",
        "en": "Map of reference region {parent}, with a thick outline around {name}.",
    },
    "sheet_map_region": {
        "nl": "Kaart van referentieregio {parent}, met {name} dik omlijnd en jeugdregio {region} "
        "in volle kleur: {members}.",
        "en": "Map of reference region {parent}, with a thick outline around {name} and youth "
        "region {region} in full colour: {members}.",
    },
    "sheet_key_own": {"nl": "onze gemeente", "en": "our municipality"},
    "sheet_key_region": {"nl": "onze jeugdregio", "en": "our youth region"},
    "sheet_key_others": {
        "nl": "andere jeugdregio's in referentieregio {parent}",
        "en": "other youth regions in reference region {parent}",
    },
    "sheet_key_parent": {"nl": "grens van een referentieregio", "en": "reference region border"},
    "sheet_key_later": {"nl": "nog niet ingedeeld", "en": "not yet in a youth region"},
    "sheet_region": {"nl": "Onze jeugdregio", "en": "Our youth region"},
    "sheet_municipality": {"nl": "Gemeente", "en": "Municipality"},
    "sheet_youth": {"nl": "0 tot en met 14 jaar", "en": "Aged 0-14"},
    "sheet_km": {"nl": "Tot centrum, km", "en": "To centre, km"},
    "sheet_minutes": {"nl": "Tot centrum, min.", "en": "To centre, min"},
    "sheet_centre": {"nl": "centrum", "en": "centre"},
    "sheet_centre_note": {
        "nl": "Centrum: de gemeente die het dichtst bij alle andere ligt, een plaats om samen te "
        "komen. Afstanden zijn in vogelvlucht, van midden tot midden.",
        "en": "Centre: the municipality closest to all the others, a place to meet. Distances are "
        "straight lines, from middle to middle.",
    },
    "sheet_total": {"nl": "Samen", "en": "Together"},
    "sheet_mean": {"nl": "gem. {mean}", "en": "mean {mean}"},
    "sheet_parent": {"nl": "Onze referentieregio", "en": "Our reference region"},
    "sheet_parent_none": {
        "nl": "Referentieregio {parent} heeft in dit voorstel nog geen jeugdregio.",
        "en": "Reference region {parent} has no youth region yet in this proposal.",
    },
    "sheet_parent_out": {
        "nl": "Referentieregio {parent} blijft buiten dit voorstel.",
        "en": "Reference region {parent} stays outside this proposal.",
    },
    "sheet_parent_whole": {
        "nl": "Referentieregio {parent} blijft in dit voorstel één jeugdregio.",
        "en": "Reference region {parent} stays one youth region in this proposal.",
    },
    "sheet_parent_split": {
        "nl": "Referentieregio {parent} bestaat in dit voorstel uit {regions}.",
        "en": "Reference region {parent} has {regions} in this proposal.",
    },
    "sheet_parent_later": {
        "nl": "In referentieregio {parent}: {regions}; {units} niet ingedeeld.",
        "en": "In reference region {parent}: {regions}; {units} not in a youth region.",
    },
    "sheet_neighbours": {"nl": "Onze buren", "en": "Our neighbours"},
    "sheet_neighbours_counted": {
        "nl": "Buurgemeenten in onze jeugdregio: {inside} van {all}.",
        "en": "Adjoining municipalities in our youth region: {inside} of {all}.",
    },
    "sheet_neighbour": {"nl": "Buurgemeente", "en": "Adjoining municipality"},
    "sheet_border_km": {"nl": "Gedeelde grens, km", "en": "Shared border, km"},
    "sheet_ours": {"nl": "de onze", "en": "ours"},
    "sheet_none_yet": {"nl": "nog geen", "en": "none yet"},
    "sheet_none": {"nl": "geen", "en": "none"},
    "sheet_linked": {"nl": "verbonden zonder grens", "en": "connected without a border"},
    "sheet_no_neighbours": {
        "nl": "Onze gemeente grenst aan geen enkele gemeente in de gegevens.",
        "en": "Our municipality adjoins no other municipality in the data.",
    },
    "sheet_kept": {
        "nl": "Wat samen blijft en wat niet",
        "en": "What stays together, what does not",
    },
    "sheet_kept_none": {
        "nl": "De gegevens tellen voor onze gemeente geen bestaande groepen met andere gemeenten.",
        "en": "The data has no existing groups of our municipality with others.",
    },
    "sheet_kept_whole": {"nl": "Blijft samen", "en": "Stays together"},
    "sheet_kept_cut": {"nl": "Verdeeld", "en": "Divided"},
    "sheet_kept_with": {"nl": "met {units}", "en": "with {units}"},
    "sheet_kept_exactly": {
        "nl": "precies de gemeenten van onze jeugdregio",
        "en": "exactly the municipalities of our youth region",
    },
    "sheet_still_with": {
        "nl": "Met ons in de jeugdregio: {units}.",
        "en": "With us in the youth region: {units}.",
    },
    "sheet_with_nobody": {
        "nl": "Niemand ervan zit met ons in de jeugdregio.",
        "en": "None of the others is in the youth region with us.",
    },
    "sheet_in_other": {"nl": "In {region}: {units}.", "en": "In {region}: {units}."},
    "sheet_in_other_parent": {
        "nl": "In {region} (een andere referentieregio): {units}.",
        "en": "In {region} (another reference region): {units}.",
    },
    "sheet_in_none": {"nl": "In geen jeugdregio: {units}.", "en": "In no youth region: {units}."},
    "sheet_too_large": {
        "nl": "Te groot voor één jeugdregio (hoogstens {most}): {groups}.",
        "en": "Too large for one youth region (at most {most}): {groups}.",
    },
    "sheet_alone": {
        "nl": "Zonder andere gemeenten: {groups}.",
        "en": "Without other municipalities: {groups}.",
    },
    "sheet_others": {"nl": "De andere voorstellen", "en": "The other proposals"},
    "sheet_other": {"nl": "Voorstel “{plan}”", "en": "Proposal “{plan}”"},
    "sheet_compared": {
        "nl": "Vergeleken met het voorstel hierboven.",
        "en": "Compared with the proposal above.",
    },
    "sheet_same": {
        "nl": "Dezelfde gemeenten als in het voorstel hierboven.",
        "en": "The same municipalities as in the proposal above.",
    },
    "sheet_joins": {"nl": "Erbij", "en": "Also in"},
    "sheet_leaves": {"nl": "Er niet meer bij", "en": "No longer in"},
    "sheet_small_map": {
        "nl": "Kaart van voorstel {plan}, met {name} dik omlijnd.",
        "en": "Map of proposal {plan}, with a thick outline around {name}.",
    },
    "sheet_broken": {
        "nl": "Dit voorstel houdt zich niet aan alle regels:",
        "en": "This proposal does not keep all rules:",
    },
    "sheet_contact": {"nl": "Vragen of opmerkingen?", "en": "Questions or remarks?"},
    "sheet_fingerprint": {"nl": "Kenmerk van het voorstel", "en": "Reference of the proposal"},
    "sheet_index": {"nl": "Alle gemeenten", "en": "All municipalities"},
    "sheet_index_lead": {
        "nl": "{summary}. Elke gemeente heeft een eigen blad, om te lezen, door te sturen of af te "
        "drukken.",
        "en": "{summary}. Every municipality has a page of its own, to read, to send on or to "
        "print.",
    },
    "sheet_by_parent": {"nl": "Per referentieregio", "en": "By reference region"},
    "sheet_a_to_z": {"nl": "Van A tot Z", "en": "From A to Z"},
    "sheet_not_yet": {"nl": "Nog niet ingedeeld", "en": "Not yet in a youth region"},
    "sheet_not_planned": {"nl": "In geen jeugdregio", "en": "In no youth region"},
    "sheet_found_none": {
        "nl": "Geen gemeente gevonden. Kijk de naam na.",
        "en": "No municipality found. Check the name.",
    },
    "sheet_found_one": {"nl": "1 gemeente gevonden", "en": "1 municipality found"},
    "sheet_found_many": {"nl": "{count} gemeenten gevonden", "en": "{count} municipalities found"},
}

TABLE_WORDS: Words = {
    "grouping_province": {"nl": "provincie", "en": "province"},
    "groupings_province": {"nl": "provincies", "en": "provinces"},
    "grouping_arrondissement": {"nl": "arrondissement", "en": "arrondissement"},
    "groupings_arrondissement": {"nl": "arrondissementen", "en": "arrondissements"},
    "grouping_jeugdregio": {"nl": "bestaande jeugdregio", "en": "existing youth region"},
    "groupings_jeugdregio": {"nl": "bestaande jeugdregio's", "en": "existing youth regions"},
    "grouping_politiezone": {"nl": "politiezone", "en": "police zone"},
    "groupings_politiezone": {"nl": "politiezones", "en": "police zones"},
    "grouping_elz": {"nl": "eerstelijnszone", "en": "primary care zone"},
    "groupings_elz": {"nl": "eerstelijnszones", "en": "primary care zones"},
    "grouping_igs_wonen": {"nl": "samenwerking wonen", "en": "co-operation on housing"},
    "groupings_igs_wonen": {"nl": "samenwerkingen wonen", "en": "co-operations on housing"},
    "grouping_vervoerregio": {"nl": "vervoerregio", "en": "transport region"},
    "groupings_vervoerregio": {"nl": "vervoerregio's", "en": "transport regions"},
    "grouping_woonmaatschappij": {"nl": "woonmaatschappij", "en": "housing company"},
    "groupings_woonmaatschappij": {"nl": "woonmaatschappijen", "en": "housing companies"},
    "grouping_streekwerking": {"nl": "streekwerking", "en": "area partnership"},
    "groupings_streekwerking": {"nl": "streekwerkingen", "en": "area partnerships"},
    "picture_list": {
        "nl": "Jeugdregio's, met hun aantal gemeenten",
        "en": "Youth regions, with their number of municipalities",
    },
    "sheet_units": {"nl": "Gemeenten", "en": "Municipalities"},
    "sheet_regions": {"nl": "Jeugdregio's", "en": "Youth regions"},
    "sheet_members": {"nl": "Samenstelling", "en": "Members"},
    "sheet_groups": {"nl": "Bestaande indelingen", "en": "Existing groupings"},
    "sheet_figures": {"nl": "Kerncijfers", "en": "Key figures"},
    "sheet_moved": {"nl": "Verschillen", "en": "Differences"},
    "sheet_curve": {"nl": "Aantal jeugdregio's", "en": "Number of youth regions"},
    "sheet_about": {"nl": "Toelichting", "en": "About"},
    "heading_plan": {"nl": "Plan", "en": "Plan"},
    "heading_of": {"nl": "{heading} ({plan})", "en": "{heading} ({plan})"},
    "heading_nis": {"nl": "NIS-code", "en": "NIS code"},
    "heading_unit": {"nl": "Gemeente", "en": "Municipality"},
    "heading_parent": {"nl": "Referentieregio", "en": "Reference region"},
    "heading_region": {"nl": "Jeugdregio", "en": "Youth region"},
    "heading_code": {"nl": "Code", "en": "Code"},
    "heading_centre": {"nl": "Centrum", "en": "Centre"},
    "heading_distance": {"nl": "Afstand tot het centrum [km]", "en": "Distance to the centre [km]"},
    "heading_travel": {
        "nl": "Reistijd naar het centrum [min]",
        "en": "Travel time to the centre [min]",
    },
    "heading_area": {"nl": "Oppervlakte [km²]", "en": "Area [km²]"},
    "heading_n_units": {"nl": "Aantal gemeenten", "en": "Number of municipalities"},
    "heading_mean_distance": {
        "nl": "Gemiddelde afstand tot het centrum [km]",
        "en": "Mean distance to the centre [km]",
    },
    "heading_max_distance": {
        "nl": "Grootste afstand tot het centrum [km]",
        "en": "Largest distance to the centre [km]",
    },
    "heading_mean_travel": {
        "nl": "Gemiddelde reistijd naar het centrum [min]",
        "en": "Mean travel time to the centre [min]",
    },
    "heading_max_travel": {
        "nl": "Langste reistijd naar het centrum [min]",
        "en": "Longest travel time to the centre [min]",
    },
    "heading_border": {
        "nl": "Grens met andere jeugdregio's van de referentieregio [km]",
        "en": "Border with other youth regions of the reference region [km]",
    },
    "heading_ties": {"nl": "Doorgeknipte samenwerking [banden]", "en": "Co-operation cut [ties]"},
    "heading_balance": {"nl": "In evenwicht gebracht: {figure}", "en": "Balanced: {figure}"},
    "heading_deviation": {
        "nl": "Afwijking van het streefaantal [%]",
        "en": "Deviation from the target [%]",
    },
    "heading_members": {"nl": "Gemeenten", "en": "Municipalities"},
    "heading_grouping": {"nl": "Indeling", "en": "Grouping"},
    "heading_group": {"nl": "Groep", "en": "Group"},
    "heading_kept": {"nl": "Blijft samen", "en": "Stays together"},
    "heading_n_regions": {"nl": "Aantal jeugdregio's", "en": "Number of youth regions"},
    "heading_group_regions": {"nl": "In jeugdregio's", "en": "In youth regions"},
    "heading_outside": {"nl": "Niet in een jeugdregio", "en": "Not in a youth region"},
    "heading_changes": {"nl": "Verandert", "en": "Changes"},
    "heading_value": {"nl": "Waarde", "en": "Value"},
    "heading_figure": {"nl": "Kerncijfer", "en": "Key figure"},
    "heading_figure_unit": {"nl": "Eenheid", "en": "Unit"},
    "heading_part": {"nl": "Gebied", "en": "Area"},
    "heading_objective": {
        "nl": "Beste score [lager is beter]",
        "en": "Best score [lower is better]",
    },
    "heading_bound": {
        "nl": "Bewezen ondergrens van de score",
        "en": "Proven lower bound of the score",
    },
    "heading_proven": {"nl": "Bewezen de beste", "en": "Proven best"},
    "heading_chosen": {"nl": "Dit plan", "en": "This plan"},
    "heading_subject": {"nl": "Onderwerp", "en": "Subject"},
    "heading_text": {"nl": "Toelichting", "en": "Explanation"},
    "heading_whole": {"nl": "Alle referentieregio's samen", "en": "All reference regions together"},
    "heading_yes": {"nl": "ja", "en": "yes"},
    "heading_no": {"nl": "nee", "en": "no"},
    "heading_smallest": {"nl": "Kleinste jeugdregio", "en": "Smallest youth region"},
    "heading_largest": {"nl": "Grootste jeugdregio", "en": "Largest youth region"},
    "heading_planned": {
        "nl": "Gemeenten in een jeugdregio",
        "en": "Municipalities in a youth region",
    },
    "heading_score": {
        "nl": "Score van het plan [lager is beter]",
        "en": "Score of the plan [lower is better]",
    },
    "heading_score_bound": {
        "nl": "Bewezen ondergrens van de score",
        "en": "Proven lower bound of the score",
    },
    "heading_weight": {"nl": "Gewicht: {figure}", "en": "Weight: {figure}"},
    "heading_kept_groups": {"nl": "Blijven samen: {groups}", "en": "Stay together: {groups}"},
    "heading_kept_of": {"nl": "van {count}", "en": "of {count}"},
    "heading_unit_units": {"nl": "gemeenten", "en": "municipalities"},
    "heading_measured": {
        "nl": "De kerncijfers hierboven zijn gemeten met de keuzes van het eerste plan",
        "en": "The key figures above are measured with the choices of the first plan",
    },
    "heading_status": {"nl": "Status", "en": "Status"},
    "heading_about_plan": {"nl": "Plan {plan}", "en": "Plan {plan}"},
    "heading_broken": {"nl": "Gebroken regel", "en": "Rule that is broken"},
    "heading_approximation": {"nl": "Benadering", "en": "Approximation"},
    "heading_centre_note": {
        "nl": "Het centrum is de gemeente met de kleinste afstand tot de andere samen: een plek om "
        "af te spreken, geen trekker.",
        "en": "The centre is the municipality with the least total distance to the others: a place "
        "to meet, not a leader.",
    },
}

SET_WORDS: Words = {
    "set_best": {"nl": "Beste voorstel", "en": "Best proposal"},
    "set_alternative": {"nl": "Alternatief {number}", "en": "Alternative {number}"},
    "set_point": {"nl": "Punt {number}", "en": "Point {number}"},
    "set_today": {"nl": "Vandaag", "en": "Today"},
    "set_merged": {"nl": "Na de fusies", "en": "After the mergers"},
    "set_mended": {"nl": "Na de fusies, hersteld", "en": "After the mergers, mended"},
    "set_repair": {"nl": "Hersteld voorstel", "en": "Repaired proposal"},
    "front_title": {"nl": "{first} tegenover {second}", "en": "{first} against {second}"},
    "front_proven": {
        "nl": "Elk punt is een voorstel. Onder de grijze lijn bestaat er geen.",
        "en": "Each point is a proposal. There is none below the grey line.",
    },
}
