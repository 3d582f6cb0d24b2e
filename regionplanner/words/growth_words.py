"""The words of growth, support and trekkers."""

from regionplanner.words.language import Words

GROWTH_WORDS: Words = {
    "grouping_ondersteuner": {"nl": "regio-ondersteuner", "en": "regional supporter"},
    "groupings_ondersteuner": {"nl": "regio-ondersteuners", "en": "regional supporters"},
    "trekker_readiest": {"nl": "het meest klaar van de regio", "en": "the readiest of the region"},
    "trekker_ready": {
        "nl": "{percent}% zo klaar als de meest klare van de regio",
        "en": "{percent}% as ready as the readiest of the region",
    },
    "trekker_largest": {
        "nl": "de meeste inwoners van de regio ({people})",
        "en": "most inhabitants of the region ({people})",
    },
    "trekker_people": {"nl": "{people} inwoners", "en": "{people} inhabitants"},
    "trekker_smallest": {
        "nl": "let op: de minste inwoners van de regio ({people})",
        "en": "note: fewest inhabitants of the region ({people})",
    },
    "trekker_nearest": {
        "nl": "het dichtst bij de andere gemeenten (gemiddeld {km} km in vogelvlucht)",
        "en": "nearest to the other municipalities ({km} km on average, in a straight line)",
    },
    "trekker_near": {
        "nl": "gemiddeld {km} km van de andere gemeenten, in vogelvlucht",
        "en": "{km} km from the other municipalities on average, in a straight line",
    },
}
