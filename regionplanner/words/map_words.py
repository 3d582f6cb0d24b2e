"""The words of the map pages: of some hundreds of units, and of a country."""

from regionplanner.words.language import Words

MAP_WORDS: Words = {
    "title": {"nl": "Voorstel van jeugdregio's", "en": "Proposed youth regions"},
    "status": {"nl": "Voorstel, geen beslissing", "en": "A proposal, not a decision"},
    "summary": {"nl": "{units} in {regions}", "en": "{units} in {regions}"},
    "summary_partial": {
        "nl": "{covered} van {units} in {regions}, de andere nog niet",
        "en": "{covered} of {units} in {regions}, the others not yet",
    },
    "units_one": {"nl": "1 gemeente", "en": "1 municipality"},
    "units_many": {"nl": "{count} gemeenten", "en": "{count} municipalities"},
    "regions_one": {"nl": "1 jeugdregio", "en": "1 youth region"},
    "regions_many": {"nl": "{count} jeugdregio's", "en": "{count} youth regions"},
    "search_label": {"nl": "Zoek je gemeente", "en": "Find your municipality"},
    "search_hint": {"nl": "Naam van de gemeente", "en": "Name of the municipality"},
    "search_button": {"nl": "Zoek", "en": "Search"},
    "search_empty": {
        "nl": "Typ de naam van een gemeente.",
        "en": "Type the name of a municipality.",
    },
    "search_unknown": {
        "nl": "We vinden geen gemeente “{query}”. Kijk de naam na, of typ er een deel van.",
        "en": "We found no municipality “{query}”. Check the name, or type a part of it.",
    },
    "search_unclear": {
        "nl": "We vinden geen gemeente “{query}”. Misschien bedoel je:",
        "en": "We found no municipality “{query}”. Perhaps you mean:",
    },
    "answer": {
        "nl": "{name} ligt in jeugdregio {region}, met {others}.",
        "en": "{name} is in youth region {region}, with {others}.",
    },
    "answer_alone": {
        "nl": "{name} vormt op zichzelf jeugdregio {region}.",
        "en": "{name} is youth region {region} by itself.",
    },
    "answer_outside": {
        "nl": "{name} is in dit voorstel bij geen jeugdregio ingedeeld.",
        "en": "{name} is not part of a youth region in this proposal.",
    },
    "answer_later": {
        "nl": "{name} zit in dit voorstel nog niet in een jeugdregio. Dit is een eerste fase; de "
        "andere gemeenten kunnen later volgen.",
        "en": "{name} is not yet in a youth region in this plan. This is a first phase; the other "
        "municipalities can follow later.",
    },
    "answer_starts": {
        "nl": "{name} start in {year}, in jeugdregio {region}.",
        "en": "{name} starts in {year}, in youth region {region}.",
    },
    "answer_never": {
        "nl": "{name} zit ook in {year} nog niet in een jeugdregio.",
        "en": "{name} is not in a youth region in {year} either.",
    },
    "answer_region": {
        "nl": "Jeugdregio {region} bestaat uit {members}.",
        "en": "Youth region {region} consists of {members}.",
    },
    "facts": {
        "nl": "{units}, {inhabitants} inwoners. Referentieregio {parent}.",
        "en": "{units}, {inhabitants} inhabitants. Reference region {parent}.",
    },
    "facts_bare": {
        "nl": "{units}. Referentieregio {parent}.",
        "en": "{units}. Reference region {parent}.",
    },
    "facts_unknown": {
        "nl": "{units}, aantal inwoners onbekend. Referentieregio {parent}.",
        "en": "{units}, number of inhabitants unknown. Reference region {parent}.",
    },
    "and": {"nl": "en", "en": "and"},
    "whole_map": {"nl": "Toon de hele kaart", "en": "Show the whole map"},
    "region": {"nl": "Jeugdregio", "en": "Youth region"},
    "inhabitants": {"nl": "Inwoners", "en": "Inhabitants"},
    "unknown": {"nl": "onbekend", "en": "unknown"},
    "outside": {"nl": "niet ingedeeld", "en": "not in a youth region"},
    "later": {"nl": "nog niet ingedeeld", "en": "not yet in a youth region"},
    "map_label": {
        "nl": "Kaart van de jeugdregio's. Pijltjestoetsen verschuiven ze, plus en min zoomen.",
        "en": "Map of the youth regions. Arrow keys move it, plus and minus zoom.",
    },
    "zoom_in": {"nl": "Inzoomen", "en": "Zoom in"},
    "zoom_out": {"nl": "Uitzoomen", "en": "Zoom out"},
    "legend": {"nl": "Legende", "en": "Legend"},
    "legend_unit": {"nl": "Gemeentegrens", "en": "Municipal border"},
    "legend_region": {"nl": "Grens van een jeugdregio", "en": "Border of a youth region"},
    "legend_parent": {"nl": "Grens van een referentieregio", "en": "Border of a reference region"},
    "legend_link": {
        "nl": "Verbonden zonder gemeenschappelijke grens: {links}",
        "en": "Connected without a shared border: {links}",
    },
    "legend_colour": {
        "nl": "Kleuren onderscheiden alleen aangrenzende jeugdregio's.",
        "en": "Colours only tell adjoining youth regions apart.",
    },
    "legend_later": {
        "nl": "Nog niet in een jeugdregio in dit voorstel",
        "en": "Not yet in a youth region in this plan",
    },
    "legend_outside": {"nl": "Niet ingedeeld", "en": "Not in a youth region"},
    "regions_heading": {
        "nl": "Jeugdregio's per referentieregio",
        "en": "Youth regions by reference region",
    },
    "parents_out_heading": {
        "nl": "Referentieregio's buiten dit voorstel",
        "en": "Reference regions outside this proposal",
    },
    "parent_out": {"nl": "buiten dit voorstel", "en": "outside this proposal"},
    "parent_out_units": {
        "nl": "{units}, vooraf buiten dit voorstel gehouden.",
        "en": "{units}, left out of this proposal beforehand.",
    },
    # why, by the kind of the reason
    "parent_out_small": {
        "nl": "{units}, in geen jeugdregio: een jeugdregio telt er minstens {least}.",
        "en": "{units}, in no youth region: a youth region has at least {least}.",
    },
    "parent_out_parts": {
        "nl": "{units}, in geen jeugdregio: ze liggen in delen die niet aan elkaar grenzen.",
        "en": "{units}, in no youth region: they lie in parts that do not touch.",
    },
    "parent_out_sizes": {
        "nl": "{units}, in geen jeugdregio: dat aantal is niet te verdelen in jeugdregio's van "
        "{size}.",
        "en": "{units}, in no youth region: that many cannot be divided into youth regions of "
        "{size}.",
    },
    "parent_out_number": {
        "nl": "{units}, in geen jeugdregio: het gevraagde aantal jeugdregio's is er niet mogelijk.",
        "en": "{units}, in no youth region: the number of youth regions that was asked for is not "
        "possible there.",
    },
    "parent_out_centre": {
        "nl": "{units}, in geen jeugdregio: niet elke jeugdregio kan er een centrum hebben.",
        "en": "{units}, in no youth region: not every youth region can have a centre there.",
    },
    "parent_out_limit": {
        "nl": "{units}, in geen jeugdregio: er werd geen indeling gevonden, en geen uitgesloten.",
        "en": "{units}, in no youth region: no division was found, and none was ruled out.",
    },
    "parent_out_rules": {
        "nl": "{units}, in geen jeugdregio: met deze regels is er geen indeling.",
        "en": "{units}, in no youth region: with these rules there is no division.",
    },
    "parent_out_message": {
        "nl": "De melding van het programma, in het Engels: “{reason}”.",
        "en": "The message of the program: “{reason}”.",
    },
    "later_list": {
        "nl": "Nog niet in een jeugdregio: {members}",
        "en": "Not yet in a youth region: {members}",
    },
    "note_locked": {"nl": "Deze regio lag vooraf vast.", "en": "This region was given beforehand."},
    "note_exception": {
        "nl": "Deze regio blijft zoals ze is: {units}, een uitzondering op de regel van {size}.",
        "en": "This region is kept as it is: {units}, an exception to the rule of {size}.",
    },
    "about_heading": {"nl": "Over dit voorstel", "en": "About this proposal"},
    "proof_optimal": {
        "nl": "Bewezen de beste: met deze gegevens en criteria scoort geen enkele andere indeling "
        "die aan de regels voldoet, beter.",
        "en": "Proven best: with these data and criteria, no other division that keeps to the "
        "rules scores better.",
    },
    "proof_within": {
        "nl": "Dat geldt voor indelingen waarvan de regio's bij minder dichtste gemeenten blijven "
        "dan gevraagd, zo veel als er berekend konden worden: {sizes}.",
        "en": "That holds for divisions whose regions keep to fewer nearest municipalities than "
        "was asked for, as many as could be computed: {sizes}.",
    },
    "proof_feasible": {
        "nl": "Deze indeling voldoet aan de regels; bewezen is dat een andere indeling hoogstens "
        "{gap} % beter kan scoren.",
        "en": "This division keeps to the rules; it is proven that another division can score at "
        "most {gap} % better.",
    },
    "proof_unproven": {
        "nl": "Of een andere indeling beter scoort, is voor dit voorstel niet bewezen.",
        "en": "Whether another division scores better has not been proven for this proposal.",
    },
    "rules_one": {"nl": "Dit voorstel overtreedt 1 regel", "en": "This proposal breaks 1 rule"},
    "rules_many": {
        "nl": "Dit voorstel overtreedt {count} regels",
        "en": "This proposal breaks {count} rules",
    },
    "distance_note": {
        "nl": "Waar afstand meetelt, is dat de afstand in vogelvlucht, niet de reistijd.",
        "en": "Where distance counts, it is the straight-line distance, not the travel time.",
    },
    "travel_note": {
        "nl": "Reistijden komen uit een tabel met reistijden; afstanden in km zijn in vogelvlucht.",
        "en": "Travel times are those of a table of travel times; distances in km are straight "
        "lines.",
    },
    "generalised": {"nl": "veralgemeende grenzen", "en": "generalised boundaries"},
    "generalised_note": {
        "nl": "De kaart toont veralgemeende grenzen: bedoeld om te bekijken, niet om op te meten.",
        "en": "The map shows generalised boundaries: meant for viewing, not for measuring.",
    },
    "simplified_note": {
        "nl": "De grenzen zijn voor de kaart licht vereenvoudigd.",
        "en": "The boundaries are slightly simplified for the map.",
    },
    "sources_heading": {"nl": "Bronnen", "en": "Sources"},
    "source": {"nl": "Bron: {attribution}", "en": "Source: {attribution}"},
    "data": {"nl": "Gegevens", "en": "Data"},
    "makers": {"nl": "Bronhouders", "en": "Data providers"},
    "boundaries": {"nl": "Grenzen van", "en": "Boundaries of"},
    "figures": {"nl": "Inwoners op", "en": "Inhabitants on"},
    "licence": {"nl": "Licentie", "en": "Licence"},
    "drawn_with": {"nl": "Getekend met", "en": "Drawn with"},
    "fingerprint": {"nl": "Kenmerk", "en": "Reference"},
    "boundaries_short": {"nl": "grenzen {date}", "en": "boundaries {date}"},
    "figures_short": {"nl": "inwoners {date}", "en": "inhabitants {date}"},
    "brussels": {"nl": "Brussels Hoofdstedelijk Gewest", "en": "Brussels-Capital Region"},
    "brussels_short": {"nl": "Brussel", "en": "Brussels"},
    "no_script": {
        "nl": "De kaart en het zoekveld werken hier niet: wie deze pagina toont, laat haar "
        "JavaScript of haar opmaak niet toe. Bewaar het bestand op je computer en open het met "
        "Chrome, Edge, Firefox of Safari. De jeugdregio's staan in de lijst hieronder.",
        "en": "The map and the search do not work here: what shows this page does not allow its "
        "JavaScript or its styles. Save the file on your computer and open it with Chrome, Edge, "
        "Firefox or Safari. The youth regions are in the list below.",
    },
}

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
