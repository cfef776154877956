"""Who reports to whom, and who is therefore too close to mentor whom."""

from sheets_sync.mentoring.orgchart.chain import Chain, ChainOfCommand
from sheets_sync.mentoring.orgchart.chart import Fault, OrgChart
from sheets_sync.mentoring.orgchart.states import STATES, ChainState

__all__ = ["STATES", "Chain", "ChainOfCommand", "ChainState", "Fault", "OrgChart"]
