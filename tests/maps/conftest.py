"""The real data and a plan on it, once for all tests."""

import pytest

from regionplanner.maps.page import map_page
from tests.maps.plans import grown_plan


@pytest.fixture(scope="session")
def flanders_plan(flanders):
    return grown_plan(flanders)


@pytest.fixture(scope="session")
def flanders_page(flanders, flanders_plan):
    return map_page(flanders_plan, flanders).html
