"""Scenarios: what is asked of a plan, its words, and the files that say so."""

from regionplanner.files.scenario_file import ScenarioFile as ScenarioFile
from regionplanner.files.scenario_file import read_scenario as read_scenario
from regionplanner.files.scenario_file import read_scenario_file as read_scenario_file
from regionplanner.files.scenario_file import read_words as read_words
from regionplanner.files.scenario_text import scenario_text as scenario_text
from regionplanner.rollout_choices import GrowthChoices as GrowthChoices
from regionplanner.rollout_choices import SupportChoices as SupportChoices
from regionplanner.rollout_choices import Supporter as Supporter
from regionplanner.scenario import Scenario as Scenario
from regionplanner.vocabulary import Vocabulary as Vocabulary
