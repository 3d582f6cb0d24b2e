"""The words of the page of a municipality, and of the index of these pages."""

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
    "sheet_in_none": {
        "nl": "In geen jeugdregio: {units}.",
        "en": "In no youth region: {units}.",
    },
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
