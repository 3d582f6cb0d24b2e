"""The words for what counted for a plan, and for what had to hold."""

from regionplanner.words.language import Words

# {figure} is a text of figure_..., or the name of a column as it is in the data.
CHOICE_WORDS: Words = {
    "counted_on": {"nl": "Gekozen op: {criteria}.", "en": "Chosen for: {criteria}."},
    "weighed": {"nl": "{what} (gewicht {weight} {unit})", "en": "{what} (weight {weight} {unit})"},
    "travellers_km": {
        "nl": "Afstand telt voor elke gemeente naar {figure}.",
        "en": "Distance counts for each municipality by {figure}.",
    },
    "travellers_min": {
        "nl": "Reistijd telt voor elke gemeente naar {figure}.",
        "en": "Travel time counts for each municipality by {figure}.",
    },
    "number_inhabitants": {"nl": "haar aantal inwoners", "en": "its number of inhabitants"},
    "number_children": {
        "nl": "haar aantal inwoners van 0 tot en met {most} jaar",
        "en": "its number of inhabitants aged 0 to {most}",
    },
    "number_column": {"nl": "het cijfer “{column}”", "en": "the figure “{column}”"},
    "figure_inhabitants": {"nl": "inwoners", "en": "inhabitants"},
    "figure_children": {
        "nl": "inwoners van 0 tot en met {most} jaar",
        "en": "inhabitants aged 0 to {most}",
    },
    "figure_units": {"nl": "gemeenten", "en": "municipalities"},
    "figure_area": {"nl": "km² oppervlakte", "en": "km² of area"},
    "figure_column": {"nl": "“{column}”", "en": "“{column}”"},
    "target_all": {
        "nl": "Het streefaantal is het totaal, gedeeld door het aantal regio's.",
        "en": "The target is the total, divided by the number of regions.",
    },
    "target_own": {
        "nl": "Het streefaantal is het totaal van de referentieregio, gedeeld door haar aantal "
        "regio's.",
        "en": "The target is the total of the reference region, divided by its number of regions.",
    },
    "target_number": {
        "nl": "Het streefaantal is {target} {figure} per regio.",
        "en": "The target is {target} {figure} in each region.",
    },
    "reward": {
        "nl": "Wat een regio opneemt, telde mee als winst: {reward} per {per}.",
        "en": "What a region takes in counted as a gain: {reward} for each {per}.",
    },
    "reward_unit": {"nl": "gemeente", "en": "municipality"},
    "reward_inhabitants": {"nl": "inwoner", "en": "inhabitant"},
    "reward_children": {
        "nl": "inwoner van 0 tot en met {most} jaar",
        "en": "inhabitant aged 0 to {most}",
    },
    "reward_column": {"nl": "eenheid van “{column}”", "en": "unit of “{column}”"},
    "ties_counted": {
        "nl": "Samenwerking telt tussen buurgemeenten, per band: {columns}.",
        "en": "Co-operation counts between adjoining municipalities, per tie: {columns}.",
    },
    "tie_jeugdregio": {"nl": "bestaande jeugdregio", "en": "existing youth region"},
    "tie_politiezone": {"nl": "politiezone", "en": "police zone"},
    "tie_elz": {"nl": "eerstelijnszone", "en": "primary care zone"},
    "tie_igs_wonen": {"nl": "samenwerking wonen", "en": "co-operation on housing"},
    "tie_woonmaatschappij": {"nl": "woonmaatschappij", "en": "housing company"},
    "tie_vervoerregio": {"nl": "vervoerregio", "en": "transport region"},
    "held": {
        "nl": "Elke regio telt {size}, is aaneengesloten en ligt in één referentieregio.",
        "en": "Each region has {size}, is in one piece and lies in one reference region.",
    },
    "held_but": {
        "nl": "Elke regio is aaneengesloten en ligt in één referentieregio; behalve de "
        "uitzondering hieronder telt elke regio {size}.",
        "en": "Each region is in one piece and lies in one reference region; but for the "
        "exception below, each has {size}.",
    },
    "size_range": {"nl": "{least} tot {most} gemeenten", "en": "{least} to {most} municipalities"},
    "number_in_all": {"nl": "{regions} in totaal", "en": "{regions} in all"},
    "number_in": {"nl": "{count} in {parent}", "en": "{count} in {parent}"},
    "at_least": {"nl": "minstens {least}", "en": "at least {least}"},
    "at_most": {"nl": "hoogstens {most}", "en": "at most {most}"},
    "between": {"nl": "{least} tot {most}", "en": "{least} to {most}"},
    "held_free": {
        "nl": "Wat vooraf vastlag, moest niet aan de volgende grenzen voldoen.",
        "en": "What was given beforehand did not have to keep the following limits.",
    },
    "held_border": {
        "nl": "Gemeenten gelden pas als buren bij meer dan {metres} m gemeenschappelijke grens.",
        "en": "Municipalities only count as neighbours with more than {metres} m of shared border.",
    },
    "exception": {
        "nl": "Uitzondering: {region} lag vooraf vast en blijft zoals ze is, met {units}.",
        "en": "Exception: {region} was given beforehand and is kept as it is, with {units}.",
    },
    "more": {"nl": "{first} en nog {count}", "en": "{first} and {count} more"},
}
