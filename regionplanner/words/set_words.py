"""What plans of a set are called: the best, its alternatives, points of a front, a repair."""

from regionplanner.words.language import Words

SET_WORDS: Words = {
    "set_best": {"nl": "Beste voorstel", "en": "Best proposal"},
    "set_alternative": {"nl": "Alternatief {number}", "en": "Alternative {number}"},
    "set_point": {"nl": "Punt {number}", "en": "Point {number}"},
    "set_today": {"nl": "Vandaag", "en": "Today"},
    "set_merged": {"nl": "Na de fusies", "en": "After the mergers"},
    "set_mended": {"nl": "Na de fusies, hersteld", "en": "After the mergers, mended"},
    "set_repair": {"nl": "Hersteld voorstel", "en": "Repaired proposal"},
    "front_title": {"nl": "{first} tegenover {second}", "en": "{first} against {second}"},
    "front_unit_ties": {"nl": "banden", "en": "ties"},
    "front_unit_balance": {"nl": "keer het streefgetal", "en": "times the target"},
    "front_distance": {"nl": "Afstand tot het centrum", "en": "Distance to the centre"},
    "front_dispersion": {"nl": "Spreiding", "en": "Spread"},
    "front_border": {"nl": "Grens tussen de regio's", "en": "Border between the regions"},
    "front_ties": {"nl": "Doorgeknipte samenwerking", "en": "Ties cut"},
    "front_balance": {"nl": "Ongelijkheid tussen de regio's", "en": "Inequality of the regions"},
    "front_proven": {
        "nl": "Elk punt is een voorstel. Onder de grijze lijn bestaat er geen.",
        "en": "Each point is a proposal. There is none below the grey line.",
    },
}
