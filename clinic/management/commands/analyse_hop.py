"""The hops in a recording of a phone."""

from clinic.management.recordings import RecordingCommand
from clinic.measurement.hop import HopAnalysis, analyse
from clinic.measurement.trace import Trace


class Command(RecordingCommand):
    help = "Prints the hops of a hop test as one JSON object, or why the recording is none."

    def analysis_of(self, trace: Trace) -> HopAnalysis:
        return analyse(trace)
