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
    "front_proven": {
        "nl": "Elk punt is een voorstel. Onder de grijze lijn bestaat er geen.",
        "en": "Each point is a proposal. There is none below the grey line.",
    },
}
