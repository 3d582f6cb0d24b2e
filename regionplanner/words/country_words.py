"""The words of the map page of a country."""

from regionplanner.words.language import Words

COUNTRY_WORDS: Words = {
    "opening": {"nl": "De kaart wordt geopend…", "en": "The map is being opened…"},
    "country_note": {
        "nl": "Met zoveel gemeenten toont deze kaart uit de verte alleen jeugdregio's, en kan je "
        "er geen eigen variant op maken.",
        "en": "With so many municipalities this map shows only youth regions from afar, and you "
        "cannot make a variant of your own on it.",
    },
    "no_variants": {
        "nl": "Op een kaart van zoveel gemeenten kan je geen eigen variant maken.",
        "en": "On a map of so many municipalities you cannot make a variant of your own.",
    },
    "print_closer": {
        "nl": "{count} in beeld: te veel voor een tabel op papier. Zoom in en druk opnieuw af.",
        "en": "{count} in view: too many for a table on paper. Zoom in and print again.",
    },
    "too_old": {
        "nl": "Deze browser is te oud voor deze kaart. Gebruik Chrome of Edge vanaf versie 80, "
        "Firefox vanaf 113 of Safari vanaf 16.4.",
        "en": "This browser is too old for this map. Use Chrome or Edge from version 80, Firefox "
        "from 113 or Safari from 16.4.",
    },
    "unreadable": {
        "nl": "De kaart kon niet worden geopend; misschien is het bestand beschadigd. Vraag een "
        "nieuw bestand.",
        "en": "The map could not be opened; the file may be damaged. Ask for a new file.",
    },
}
