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
    "report_growth_heading": {"nl": "Welke regio's eerst", "en": "Which regions first"},
    "report_growth_lead": {
        "nl": "Van {first} jeugdregio's in {first_year} naar {last} in {last_year}.",
        "en": "From {first} youth regions in {first_year} to {last} in {last_year}.",
    },
    "report_growth_proven": {
        "nl": "Bewezen: geen andere groei die de regels volgt, is meer waard. Wat een jaar "
        "ondersteuning van een jeugdregio waard is, is een keuze.",
        "en": "Proven: no other growth that keeps the rules is worth more. What a year of support "
        "of a youth region is worth is a choice.",
    },
    "report_growth_gap": {
        "nl": "Een andere groei is hoogstens {gap} meer waard. Wat een jaar ondersteuning van een "
        "jeugdregio waard is, is een keuze.",
        "en": "Another growth is worth at most {gap} more. What a year of support of a youth "
        "region is worth is a choice.",
    },
    "report_growth_begun": {
        "nl": "Het voorstel is gemaakt vanuit het eerste jaar: met jeugdregio's die hoogstens "
        "{gap} boven de beste liggen om mee te beginnen.",
        "en": "The proposal was made from the first year on: with youth regions that are at most "
        "{gap} above the best there are to begin with.",
    },
    "report_growth_price": {
        "nl": "Zo beginnen kost op het einde {price} punten meer dan het beste voorstel van "
        "allemaal.",
        "en": "To begin this way costs {price} points more in the end than the best proposal of "
        "all.",
    },
    "report_begun_proven": {
        "nl": "Bewezen: van alle voorstellen met deze eerste jeugdregio's scoort dit het best.",
        "en": "Proven: of all proposals with these first youth regions this scores best.",
    },
    "report_growth_chart": {
        "nl": "Welk deel van de gemeenten en van de kinderen van 0 tot en met 14 jaar in elk jaar "
        "bereikt wordt; de tabel hieronder geeft de cijfers.",
        "en": "Which part of the municipalities and of the children aged 0 to 14 is reached in "
        "each year; the table below has the figures.",
    },
    "report_growth_numbers": {
        "nl": "De nummers zijn die van dit voorstel; wie nog niet start, heeft geen kleur.",
        "en": "Numbers are those of this proposal; who does not start yet has no colour.",
    },
    "report_map_growth": {
        "nl": "Kaart van het jaar waarin elke jeugdregio start.",
        "en": "Map of the year in which each youth region starts.",
    },
    "report_growth_units": {"nl": "gemeenten", "en": "municipalities"},
    "report_growth_children": {"nl": "kinderen", "en": "children"},
    "report_head_year": {"nl": "Jaar", "en": "Year"},
    "report_head_regions": {"nl": "Jeugdregio's", "en": "Youth regions"},
    "report_head_new": {"nl": "Nieuw", "en": "New"},
    "report_head_units": {"nl": "Gemeenten", "en": "Municipalities"},
    "report_head_children": {"nl": "Kinderen (0-14)", "en": "Children (0-14)"},
    "report_head_cost": {"nl": "Kosten (euro)", "en": "Costs (euro)"},
    "report_growth_starts": {"nl": "Wie wanneer start:", "en": "Who starts when:"},
    "report_growth_year": {"nl": "{year}: {regions}.", "en": "{year}: {regions}."},
    "growth_starts_heading": {"nl": "Wie start wanneer", "en": "Who starts when"},
    "growth_starts_year": {"nl": "{regions}: {names}", "en": "{regions}: {names}"},
    "growth_starts_none": {"nl": "geen nieuwe jeugdregio's", "en": "no new youth regions"},
    "growth_never_by": {"nl": "Niet tegen {year}", "en": "Not by {year}"},
    "growth_waiting": {
        "nl": "Niet tegen {year}: {regions}, met {units}.",
        "en": "Not by {year}: {regions}, with {units}.",
    },
    "growth_waiting_region": {"nl": "{region}: {members}.", "en": "{region}: {members}."},
    "growth_outside": {
        "nl": "In geen jeugdregio van dit voorstel: {members}.",
        "en": "In no youth region of this proposal: {members}.",
    },
    "supporter_numbered": {"nl": "Ondersteuner {number}", "en": "Supporter {number}"},
    "support_facts": {
        "nl": "vertrekt uit {home}; {regions}, {units}",
        "en": "travels from {home}; {regions}, {units}",
    },
    "support_home_chosen": {
        "nl": "{home} (gekozen door het programma, niet opgegeven)",
        "en": "{home} (chosen by the program, not given)",
    },
    "support_children": {
        "nl": "{children} kinderen van 0 tot en met 14 jaar",
        "en": "{children} children aged 0 to 14",
    },
    "support_work": {
        "nl": "{work} van het werk, voor {share} van een voltijdse baan",
        "en": "{work} of the work, for {share} of a full-time job",
    },
    "support_travel": {
        "nl": "{km} km per jaar in vogelvlucht",
        "en": "{km} km a year in a straight line",
    },
    "support_regions": {"nl": "{facts}. {names}.", "en": "{facts}. {names}."},
    "support_outside": {
        "nl": "In geen jeugdregio van dit voorstel, dus zonder regio-ondersteuner: {members}.",
        "en": "In no youth region of this proposal, so without a supporter: {members}.",
    },
    "report_support_heading": {"nl": "Wie ondersteunt wie", "en": "Who supports whom"},
    "report_support_lead": {
        "nl": "{meetings} bijeenkomsten per jaar in elke jeugdregio, heen en terug: {km} km per "
        "jaar voor alle regio-ondersteuners samen, in vogelvlucht.",
        "en": "{meetings} meetings a year in every youth region, there and back: {km} km a year "
        "for all regional supporters together, in a straight line.",
    },
    "report_support_proven": {
        "nl": "Bewezen: geen andere verdeling die de regels volgt, vraagt minder kilometers.",
        "en": "Proven: no other division that keeps the rules takes fewer kilometres.",
    },
    "report_support_gap": {
        "nl": "Een andere verdeling vraagt hoogstens {gap} minder kilometers.",
        "en": "Another division takes at most {gap} fewer kilometres.",
    },
    "report_map_support": {
        "nl": "Kaart van de regio-ondersteuners.",
        "en": "Map of the regional supporters.",
    },
    "report_head_supporter": {"nl": "Regio-ondersteuner", "en": "Regional supporter"},
    "report_head_home": {"nl": "Vertrekt uit", "en": "Travels from"},
    "report_head_share": {"nl": "Voltijds", "en": "Full-time"},
    "report_head_travel": {"nl": "Kilometers per jaar", "en": "Kilometres a year"},
    "report_trekkers_heading": {
        "nl": "Wie de jeugdregio's kan trekken",
        "en": "Who could pull the youth regions",
    },
    "report_trekkers_lead": {
        "nl": "Per jeugdregio de gemeenten die ze het best kunnen trekken, volgens wat bekend is: "
        "inwoners, hoe dicht ze bij de andere liggen en, waar dat gegeven is, hoe klaar ze zijn. "
        "Het is een suggestie: een trekker kiest daar zelf voor.",
        "en": "For each youth region the municipalities that could pull it best, by what is known: "
        "inhabitants, how near they are to the others and, where that is given, how ready they "
        "are. It is a suggestion: who pulls chooses to.",
    },
    "report_trekker": {"nl": "{name}: {reasons}", "en": "{name}: {reasons}"},
}
