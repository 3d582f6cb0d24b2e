"""Municipalities: their data, their map and what they cooperate in; their mergers."""

from regionplanner.data.carried import carried_assignment as carried_assignment
from regionplanner.data.carried import carried_scenario as carried_scenario
from regionplanner.data.carried_data import carried_data as carried_data
from regionplanner.data.carried_data import carried_table as carried_table
from regionplanner.data.fetch import fetch_boundaries as fetch_boundaries
from regionplanner.data.flanders import load_flanders as load_flanders
from regionplanner.data.mergers import Mergers as Mergers
from regionplanner.data.mergers import composed as composed
from regionplanner.data.mergers import read_mergers as read_mergers
from regionplanner.data.municipalities import DataSource as DataSource
from regionplanner.data.municipalities import Municipalities as Municipalities
from regionplanner.data.read import load_data as load_data
from regionplanner.data.read import read_municipalities as read_municipalities
from regionplanner.graph.contiguity import rook_graph as rook_graph
