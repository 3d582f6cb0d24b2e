"""The words of what a report finds: what stands out, comparisons, curves."""

from regionplanner.words.language import Words

FINDING_WORDS: Words = {
    "report_odd_heading": {"nl": "Wat opvalt", "en": "What stands out"},
    "report_whole_heading": {
        "nl": "Referentieregio's die één jeugdregio zijn",
        "en": "Reference regions that are one youth region",
    },
    "report_whole_one": {
        "nl": "{parents} wordt niet verdeeld: de hele referentieregio is één jeugdregio.",
        "en": "{parents} is not divided: the whole reference region is one youth region.",
    },
    "report_whole_many": {
        "nl": "{parents} worden niet verdeeld: elk is als geheel één jeugdregio.",
        "en": "{parents} are not divided: each is one youth region as a whole.",
    },
    "report_sizes_heading": {"nl": "Ongelijke grootte", "en": "Unequal sizes"},
    "report_unequal_people": {
        "nl": "Naar inwoners: van {least} ({small}) tot {most} ({large}).",
        "en": "By inhabitants: from {least} ({small}) to {most} ({large}).",
    },
    "report_unequal_units": {
        "nl": "Naar gemeenten: van {least} ({small}) tot {most} ({large}).",
        "en": "By municipalities: from {least} ({small}) to {most} ({large}).",
    },
    "report_ratio": {
        "nl": "De grootste is {ratio} keer zo groot als de kleinste.",
        "en": "The largest is {ratio} times as large as the smallest.",
    },
    "report_youth_heading": {"nl": "Bestaande jeugdregio's", "en": "Existing youth regions"},
    "report_youth_one": {
        "nl": "Van {count} bestaande jeugdregio blijft er {kept} heel; doorgeknipt: {cut}.",
        "en": "Of {count} existing youth region {kept} stays whole; cut: {cut}.",
    },
    "report_youth_many": {
        "nl": "Van de {count} bestaande jeugdregio's blijven er {kept} heel; doorgeknipt: {cut}.",
        "en": "Of the {count} existing youth regions {kept} stay whole; cut: {cut}.",
    },
    "report_youth_unplanned": {
        "nl": "Nog niet in een jeugdregio: {groups}.",
        "en": "Not in a youth region yet: {groups}.",
    },
    "report_youth_kept": {"nl": "Blijven heel: {groups}.", "en": "Stay whole: {groups}."},
    "report_cut": {"nl": "{group}: {parts}.", "en": "{group}: {parts}."},
    "report_members_in": {"nl": "{members} in {region}", "en": "{members} in {region}"},
    "report_members_outside": {
        "nl": "{members} in geen jeugdregio",
        "en": "{members} in no youth region",
    },
    "report_limits_heading": {
        "nl": "Op de grens van de toegelaten grootte",
        "en": "At the limits of size",
    },
    "report_at_least": {
        "nl": "Met {units}, het minimum: {regions}.",
        "en": "With {units}, the fewest allowed: {regions}.",
    },
    "report_at_most": {
        "nl": "Met {units}, het maximum: {regions}.",
        "en": "With {units}, the most allowed: {regions}.",
    },
    "report_exceptions_heading": {
        "nl": "Uitzonderingen op de grootte",
        "en": "Exceptions to the size",
    },
    "report_exception": {
        "nl": "{region} lag vooraf vast en blijft zoals ze is, met {units}.",
        "en": "{region} was given beforehand and is kept as it is, with {units}.",
    },
    "report_hinges_heading": {
        "nl": "Aaneengesloten, maar nipt",
        "en": "In one piece, but only just",
    },
    "report_hinges": {
        "nl": "Zonder deze verbindingen (korter dan {metres} m) zou de jeugdregio uiteenvallen:",
        "en": "Without these connections (shorter than {metres} m) the youth region would fall "
        "apart:",
    },
    "report_hinge": {
        "nl": "{one} en {other} in {region}: {metres} m gemeenschappelijke grens.",
        "en": "{one} and {other} in {region}: {metres} m of shared border.",
    },
    "report_hinge_link": {
        "nl": "{one} en {other} in {region}: geen gemeenschappelijke grens; ze gelden als buren "
        "omdat dat zo is afgesproken.",
        "en": "{one} and {other} in {region}: no shared border; they count as neighbours because "
        "that was agreed.",
    },
    "report_far_heading": {"nl": "Het verst van hun centrum", "en": "Farthest from their centre"},
    "report_far_km": {
        "nl": "{unit}: {travel} km van {centre} ({region}).",
        "en": "{unit}: {travel} km from {centre} ({region}).",
    },
    "report_far_min": {
        "nl": "{unit}: {travel} minuten van {centre} ({region}).",
        "en": "{unit}: {travel} minutes from {centre} ({region}).",
    },
    "report_groupings_heading": {
        "nl": "Vergeleken met bestaande groepen",
        "en": "Compared with existing groupings",
    },
    "report_groupings_lead": {
        "nl": "Per indeling: hoeveel groepen van minstens twee gemeenten heel in één jeugdregio "
        "liggen, en hoeveel er doorgeknipt worden. Een groep die groter is dan een jeugdregio "
        "mag zijn, kan niet heel blijven.",
        "en": "By grouping: how many groups of at least two municipalities lie in one youth region "
        "whole, and how many are cut. A group that is larger than a youth region may be "
        "cannot stay whole.",
    },
    "report_head_grouping": {"nl": "Indeling van vandaag", "en": "Grouping of today"},
    "report_head_groups": {"nl": "Groepen", "en": "Groups"},
    "report_head_kept": {"nl": "Blijven heel", "en": "Stay whole"},
    "report_head_cut": {"nl": "Verdeeld", "en": "Divided"},
    "report_head_unplanned": {"nl": "Niet ingedeeld", "en": "Not divided"},
    "report_head_too_large": {"nl": "waarvan te groot", "en": "too large"},
    "report_head_inside": {
        "nl": "Jeugdregio's binnen één groep",
        "en": "Youth regions within one group",
    },
    "report_fit_heading": {
        "nl": "Kan een groep van vandaag een jeugdregio zijn?",
        "en": "Can a group of today be a youth region?",
    },
    "report_fit_lead": {
        "nl": "De groepen van vandaag, getoetst aan de regels van dit voorstel. Een groep kan meer "
        "dan één regel breken.",
        "en": "The groups of today, held against the rules of this proposal. A group can break "
        "more than one rule.",
    },
    "report_head_fit": {"nl": "Voldoen", "en": "Keep all rules"},
    "report_head_pieces": {"nl": "Niet aaneen\u00adgesloten", "en": "Not in one piece"},
    "report_head_few": {"nl": "Te klein", "en": "Too small"},
    "report_head_many": {"nl": "Te groot", "en": "Too large"},
    "report_head_across": {
        "nl": "In meer dan één referentie\u00adregio",
        "en": "In more than one reference region",
    },
    "report_unfit_lead": {
        "nl": "Bestaande jeugdregio's die niet voldoen:",
        "en": "Existing youth regions that do not keep all rules:",
    },
    "report_unfit": {"nl": "{group}: {facts}.", "en": "{group}: {facts}."},
    "report_unfit_small": {"nl": "te klein ({units})", "en": "too small ({units})"},
    "report_unfit_large": {"nl": "te groot ({units})", "en": "too large ({units})"},
    "report_unfit_pieces": {
        "nl": "niet aaneengesloten (los van de rest: {cut})",
        "en": "not in one piece (cut off from the rest: {cut})",
    },
    "report_unfit_between": {
        "nl": "niet aaneengesloten (los van de rest: {cut}; ertussen: {between})",
        "en": "not in one piece (cut off from the rest: {cut}; in between: {between})",
    },
    "report_unfit_across": {
        "nl": "in meer dan één referentieregio ({parents})",
        "en": "in more than one reference region ({parents})",
    },
    "report_unfit_parent": {"nl": "{parent}: {units}", "en": "{parent}: {units}"},
    "report_unfit_other": {"nl": "breekt een andere regel", "en": "breaks another rule"},
    "report_cut_heading": {"nl": "Welke groepen doorgeknipt worden", "en": "Which groups are cut"},
    "report_cut_note": {
        "nl": "Tussen haakjes: over hoeveel delen.",
        "en": "In brackets: into how many parts.",
    },
    "report_in_parts": {"nl": "{group} ({count})", "en": "{group} ({count})"},
    "report_none_cut": {"nl": "geen", "en": "none"},
    "report_others_heading": {
        "nl": "Vergeleken met de andere voorstellen",
        "en": "Compared with the other proposals",
    },
    "report_other_heading": {"nl": "Vergeleken met {plan}", "en": "Compared with {plan}"},
    "report_others_lead": {
        "nl": "Alle voorstellen zijn gemeten met de keuzes van dit voorstel. Tussen haakjes: het "
        "verschil met dit voorstel.",
        "en": "All proposals are measured with the choices of this proposal. In brackets: the "
        "difference with this proposal.",
    },
    "report_head_figure": {"nl": "Cijfer", "en": "Figure"},
    "report_n_regions": {"nl": "Jeugdregio's", "en": "Youth regions"},
    "report_n_units": {
        "nl": "Gemeenten in een jeugdregio",
        "en": "Municipalities in a youth region",
    },
    "report_smallest": {"nl": "Kleinste jeugdregio", "en": "Smallest youth region"},
    "report_largest": {"nl": "Grootste jeugdregio", "en": "Largest youth region"},
    "report_people": {"nl": "inwoners", "en": "inhabitants"},
    "report_youth_whole": {
        "nl": "Bestaande jeugdregio's die heel blijven",
        "en": "Existing youth regions that stay whole",
    },
    "report_mean_distance": {
        "nl": "Gemiddelde afstand tot het centrum",
        "en": "Mean distance to the centre",
    },
    "report_mean_time": {
        "nl": "Gemiddelde reistijd naar het centrum",
        "en": "Mean travel time to the centre",
    },
    "report_moved": {
        "nl": "{units} in een andere jeugdregio dan in dit voorstel; {regions} zonder verandering.",
        "en": "{units} in another youth region than in this proposal; {regions} without a change.",
    },
    "report_same_plan": {
        "nl": "Geen verschil: dezelfde gemeenten in {regions}.",
        "en": "No difference: the same municipalities in {regions}.",
    },
    "report_borders_heading": {
        "nl": "Grenzen tussen jeugdregio's die erbij komen en wegvallen",
        "en": "Borders between youth regions that come and go",
    },
    "report_head_gained": {"nl": "Erbij (km)", "en": "Gained (km)"},
    "report_head_lost": {"nl": "Weg (km)", "en": "Lost (km)"},
    "report_head_net": {"nl": "Verschil (km)", "en": "Difference (km)"},
    "report_moved_note": {
        "nl": "Felle kleuren: gemeenten die in dat voorstel in een andere jeugdregio zitten.",
        "en": "Bright colours: municipalities that are in another youth region there.",
    },
    "report_new_region": {"nl": "{region} (nieuw)", "en": "{region} (new)"},
    "report_renamed": {"nl": "{before} (daar {after})", "en": "{before} ({after} there)"},
    "report_gone": {
        "nl": "Deze jeugdregio bestaat daar niet.",
        "en": "This youth region is not there.",
    },
    "report_gone_to": {
        "nl": "Haar gemeenten zitten er in {regions}.",
        "en": "Its municipalities are in {regions} there.",
    },
    "report_gone_outside": {
        "nl": "In geen jeugdregio: {units}.",
        "en": "In no youth region: {units}.",
    },
    "report_joins": {"nl": "Erbij: {members}.", "en": "Joins: {members}."},
    "report_leaves": {"nl": "Eruit: {members}.", "en": "Leaves: {members}."},
    "report_curve_heading": {
        "nl": "Eén jeugdregio meer of minder",
        "en": "One youth region more or less",
    },
    "report_curve_lead": {
        "nl": "De beste score voor elk aantal jeugdregio's. Minder punten is beter. Hoeveel "
        "jeugdregio's er komen, is een keuze; dit toont wat elk aantal kost of opbrengt.",
        "en": "The best score for every number of youth regions. Fewer points are better. How many "
        "youth regions there are is a choice; this shows what each number costs or brings.",
    },
    "report_curve_none": {
        "nl": "Voor dit voorstel is niet bewaard wat een ander aantal jeugdregio's zou brengen.",
        "en": "What another number of youth regions would bring is not known for this proposal.",
    },
    "report_curve_axis": {
        "nl": "Aantal jeugdregio's; de hoogte is de score in punten en begint niet bij 0.",
        "en": "Number of youth regions; the height is the score in points and does not begin at 0.",
    },
    "report_curve_chart": {
        "nl": "De beste score voor elk aantal jeugdregio's; de tabel hieronder geeft de cijfers "
        "rond dit voorstel.",
        "en": "The best score for every number of youth regions; the table below has the figures "
        "around this proposal.",
    },
    "report_curve_small": {
        "nl": "{parent}: de beste score voor elk aantal jeugdregio's.",
        "en": "{parent}: the best score for every number of youth regions.",
    },
    "report_curve_small_lead": {
        "nl": "Dezelfde curve per referentieregio, met de hoogte vanaf 0. Een volle stip is dit "
        "voorstel.",
        "en": "The same curve by reference region, with heights from 0. A full dot is this "
        "proposal.",
    },
    "report_curve_unproven": {
        "nl": "* Niet bewezen: er kan een betere indeling bestaan.",
        "en": "* Not proven: there may be a better division.",
    },
    "report_curve_dash": {
        "nl": "Een streepje: met deze regels is er geen indeling, of ze werd niet berekend.",
        "en": "A dash: with these rules there is no division, or it was not calculated.",
    },
    "report_curve_key": {
        "nl": "Balkjes naar rechts (rood): slechter, meer punten. Naar links (blauw): beter.",
        "en": "Bars to the right (red): worse, more points. To the left (blue): better.",
    },
    "report_curve_lonely": {
        "nl": "Zonder ander aantal (er is er met deze regels geen, of het werd niet berekend): "
        "{parents}.",
        "en": "Without another number (none exists with these rules, or none was calculated): "
        "{parents}.",
    },
    "report_head_parent": {"nl": "Referentieregio", "en": "Reference region"},
    "report_head_now": {"nl": "Nu", "en": "Now"},
    "report_head_score": {"nl": "Score", "en": "Score"},
    "report_head_less": {"nl": "Eén minder", "en": "One less"},
    "report_head_more": {"nl": "Eén meer", "en": "One more"},
    "report_all": {"nl": "Alles samen", "en": "All together"},
}
