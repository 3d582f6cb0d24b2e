"""The words of the what-if editor around its rules."""

from regionplanner.words.language import Words

VARIANT_WORDS: Words = {
    "variant": {"nl": "Eigen variant", "en": "Your variant"},
    "variant_lost": {
        "nl": "Je eigen variant van {plan} gaat verloren. Doorgaan?",
        "en": "Your variant of {plan} will be lost. Continue?",
    },
    "variant_breaks_one": {
        "nl": "Deze variant overtreedt 1 regel",
        "en": "This variant breaks 1 rule",
    },
    "variant_breaks_many": {
        "nl": "Deze variant overtreedt {count} regels",
        "en": "This variant breaks {count} rules",
    },
    "variant_about": {
        "nl": "Deze variant is met de hand gemaakt. Of een andere indeling beter scoort, is niet "
        "berekend.",
        "en": "This variant was made by hand. Whether another division scores better was not "
        "computed.",
    },
    "what_if": {
        "nl": "Wat als {name} naar een andere regio gaat?",
        "en": "What if {name} goes to another region?",
    },
    "what_if_joins": {
        "nl": "Wat als {name} bij een regio komt?",
        "en": "What if {name} joins a region?",
    },
    "what_if_hint": {
        "nl": "Kies een aangrenzende regio. Je ziet meteen of de regels kloppen; je kan het "
        "altijd ongedaan maken.",
        "en": "Choose an adjoining region. You see at once whether the rules hold; you can always "
        "undo it.",
    },
    "new_region": {"nl": "+ Nieuwe jeugdregio", "en": "+ New youth region"},
    "undo": {"nl": "Ongedaan maken", "en": "Undo"},
    "redo": {"nl": "Opnieuw uitvoeren", "en": "Redo"},
    "drop": {"nl": "Variant wissen", "en": "Discard variant"},
    "keeps_rules": {
        "nl": "✓ Deze variant voldoet aan alle regels.",
        "en": "✓ This variant follows all rules.",
    },
    "broken_rules_one": {
        "nl": "Deze variant overtreedt 1 regel:",
        "en": "This variant breaks 1 rule:",
    },
    "broken_rules_many": {
        "nl": "Deze variant overtreedt {count} regels:",
        "en": "This variant breaks {count} rules:",
    },
    "criteria_heading": {"nl": "Hoe scoort de variant?", "en": "How does the variant score?"},
    "criteria_caption": {"nl": "Lager is beter.", "en": "Lower is better."},
    "criterion": {"nl": "Maatstaf", "en": "Criterion"},
    "compare_scores": {"nl": "Vergelijk de scores", "en": "Compare the scores"},
    "difference": {"nl": "Verschil", "en": "Change"},
    "criteria_count": {"nl": "Telt mee", "en": "Counts"},
    "criteria_others": {"nl": "Ter informatie", "en": "For information"},
    "value_total": {"nl": "Totaal, gewogen", "en": "Total, weighted"},
    "download": {"nl": "Download plan.csv", "en": "Download plan.csv"},
    "download_broken": {
        "nl": "Download toch, al overtreedt dit regels",
        "en": "Download anyway, though it breaks rules",
    },
    "file_broken": {"nl": "plan-overtreedt-regels.csv", "en": "plan-breaks-rules.csv"},
    "download_hint": {
        "nl": "Mail het bestand naar wie het voorstel maakte; die rekent ermee verder.",
        "en": "Send the file to whoever made the proposal; they can continue from it.",
    },
}
