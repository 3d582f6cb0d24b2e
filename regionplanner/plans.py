"""Plans: read, made, checked against the rules and compared."""

from regionplanner.data.assignment import read_assignment as read_assignment
from regionplanner.files.run_record import RunRecord as RunRecord
from regionplanner.files.run_record import read_record as read_record
from regionplanner.files.set_records import read_set_records as read_set_records
from regionplanner.plan.compare import BorderChange as BorderChange
from regionplanner.plan.compare import Comparison as Comparison
from regionplanner.plan.compare import border_change as border_change
from regionplanner.plan.compare import compared as compared
from regionplanner.plan.compare import comparison_table as comparison_table
from regionplanner.plan.make import make_plan as make_plan
from regionplanner.plan.make import violations as violations
from regionplanner.plan.plan import Plan as Plan
from regionplanner.plan.plan import Region as Region
from regionplanner.plan.plan import plan_table as plan_table
from regionplanner.proof import Proof as Proof
from regionplanner.rules.rule import Violation as Violation
from regionplanner.score.changes import PlanChanges as PlanChanges
from regionplanner.score.changes import change_tables as change_tables
from regionplanner.score.changes import plan_changes as plan_changes
