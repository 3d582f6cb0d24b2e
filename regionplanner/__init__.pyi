from regionplanner.errors import AssetError as AssetError
from regionplanner.errors import DataError as DataError
from regionplanner.errors import InfeasibleError as InfeasibleError
from regionplanner.errors import LimitError as LimitError
from regionplanner.errors import RegionplannerError as RegionplannerError
from regionplanner.errors import ScenarioError as ScenarioError
from regionplanner.errors import SolverError as SolverError
from regionplanner.errors import StoppedError as StoppedError
from regionplanner.errors import WorkerError as WorkerError
from regionplanner.jobs import *
from regionplanner.municipalities import *
from regionplanner.pages import *
from regionplanner.planning import *
from regionplanner.plans import *
from regionplanner.rollouts import *
from regionplanner.scenarios import *
from regionplanner.scores import *

from . import errors as errors
from . import jobs as jobs
from . import municipalities as municipalities
from . import pages as pages
from . import planning as planning
from . import plans as plans
from . import rollouts as rollouts
from . import scenarios as scenarios
from . import scores as scores

__version__: str
