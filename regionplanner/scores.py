"""Scores: what a plan, its regions and sets of plans are worth."""

from regionplanner.score.group_check import GroupCheck as GroupCheck
from regionplanner.score.group_check import checked_groups as checked_groups
from regionplanner.score.group_check import group_check_table as group_check_table
from regionplanner.score.groups import groups_of as groups_of
from regionplanner.score.plan_sets import alternatives_table as alternatives_table
from regionplanner.score.plan_sets import border_firmness as border_firmness
from regionplanner.score.plan_sets import front_table as front_table
from regionplanner.score.plan_sets import repair_table as repair_table
from regionplanner.score.scorecard import scorecard as scorecard
from regionplanner.score.summary import plan_summary as plan_summary
