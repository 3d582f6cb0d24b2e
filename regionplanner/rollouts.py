"""Rollouts: which regions start first, who supports them, which municipalities may lead them."""

from regionplanner.rollout.from_scratch import growth_from_scratch as growth_from_scratch
from regionplanner.rollout.growth import growth as growth
from regionplanner.rollout.support import support as support
from regionplanner.rollout.support import support_problem as support_problem
from regionplanner.rollout.tables import growth_regions as growth_regions
from regionplanner.rollout.tables import growth_years as growth_years
from regionplanner.rollout.tables import support_regions as support_regions
from regionplanner.rollout.tables import supporter_loads as supporter_loads
from regionplanner.rollout.tables import trekker_table as trekker_table
from regionplanner.rollout.trekkers import trekkers as trekkers
