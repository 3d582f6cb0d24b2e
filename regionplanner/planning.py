"""Planning: the best plan, others like it, fronts and repairs, with their proofs."""

from regionplanner.objective.mix import region_costs as region_costs
from regionplanner.objective.parents import parent_figures as parent_figures
from regionplanner.program.alternatives import Alternative as Alternative
from regionplanner.program.alternatives import alternatives as alternatives
from regionplanner.program.front import Front as Front
from regionplanner.program.front import FrontPoint as FrontPoint
from regionplanner.program.front import front as front
from regionplanner.program.plannable import propose_plannable as propose_plannable
from regionplanner.program.propose import propose as propose
from regionplanner.program.repair import Repair as Repair
from regionplanner.program.repair import repair as repair
from regionplanner.program.result import Proposal as Proposal
from regionplanner.regions.compile import region_diagram as region_diagram
from regionplanner.regions.diagram import RegionDiagram as RegionDiagram
from regionplanner.stopping import stoppable as stoppable
