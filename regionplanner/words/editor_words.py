"""The words of the rules and criteria in the what-if editor."""

from regionplanner.words.language import Words

EDITOR_WORDS: Words = {
    "broken_complete_one": {
        "nl": "{members} zit in geen enkele jeugdregio.",
        "en": "{members} is in no youth region.",
    },
    "broken_complete_many": {
        "nl": "{members} zitten in geen enkele jeugdregio.",
        "en": "{members} are in no youth region.",
    },
    "broken_covered_least": {
        "nl": "Aantal gemeenten in een jeugdregio: {count}; gevraagd: minstens {limit}.",
        "en": "Number of municipalities in a youth region: {count}; asked for: at least {limit}.",
    },
    "broken_covered_most": {
        "nl": "Aantal gemeenten in een jeugdregio: {count}; gevraagd: hoogstens {limit}.",
        "en": "Number of municipalities in a youth region: {count}; asked for: at most {limit}.",
    },
    "broken_left_out_one": {
        "nl": "{members} moet buiten dit voorstel blijven, maar zit in een jeugdregio.",
        "en": "{members} should be left out of this proposal, but is in a youth region.",
    },
    "broken_left_out_many": {
        "nl": "{members} moeten buiten dit voorstel blijven, maar zitten in een jeugdregio.",
        "en": "{members} should be left out of this proposal, but are in a youth region.",
    },
    "broken_number": {
        "nl": "Aantal jeugdregio's: {count}; gevraagd: {wanted}.",
        "en": "Number of youth regions: {count}; asked for: {wanted}.",
    },
    "broken_number_in": {
        "nl": "Aantal jeugdregio's in {parent}: {count}; gevraagd: {wanted}.",
        "en": "Number of youth regions in {parent}: {count}; asked for: {wanted}.",
    },
    "broken_locked": {
        "nl": "Vooraf lag jeugdregio {lock} vast, met precies {members}; zo'n regio is er niet.",
        "en": "Youth region {lock} was given beforehand, with exactly {members}; there is no such "
        "region.",
    },
    "broken_together": {
        "nl": "{members} moeten samen blijven.",
        "en": "{members} must stay together.",
    },
    "broken_together_column": {
        "nl": "{members} moeten samen blijven: ze horen bij dezelfde {column}.",
        "en": "{members} must stay together: they are of the same {column}.",
    },
    "broken_apart": {
        "nl": "{members} mogen niet samen, maar zitten allebei in {region}.",
        "en": "{members} may not be together, but are both in {region}.",
    },
    "broken_size_one": {
        "nl": "{region} heeft 1 gemeente; toegestaan: {size}.",
        "en": "{region} has 1 municipality; allowed: {size}.",
    },
    "broken_size_many": {
        "nl": "{region} heeft {count} gemeenten; toegestaan: {size}.",
        "en": "{region} has {count} municipalities; allowed: {size}.",
    },
    "broken_nested": {
        "nl": "{region} ligt in meer dan één referentieregio: niet alleen in {parent}, maar ook in "
        "{others} ({members}).",
        "en": "{region} lies in more than one reference region: not only in {parent}, but also in "
        "{others} ({members}).",
    },
    "broken_contiguous_one": {
        "nl": "{region} hangt niet aaneen: {members} ligt los van de rest.",
        "en": "{region} is not in one piece: {members} is cut off from the rest.",
    },
    "broken_contiguous_many": {
        "nl": "{region} hangt niet aaneen: {members} liggen los van de rest.",
        "en": "{region} is not in one piece: {members} are cut off from the rest.",
    },
    "broken_bounds": {
        "nl": "{region} heeft {total} {figure}; toegestaan: {allowed}.",
        "en": "{region} has {total} {figure}; allowed: {allowed}.",
    },
}
