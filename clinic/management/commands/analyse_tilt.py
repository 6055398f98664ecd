"""The angle of the shin in a recording of a phone."""

from clinic.management.recordings import RecordingCommand
from clinic.measurement.tilt import TiltAnalysis, analyse
from clinic.measurement.trace import Trace


class Command(RecordingCommand):
    help = "Prints the angle of the shin from vertical as one JSON object, or why the recording gives none."

    def analysis_of(self, trace: Trace) -> TiltAnalysis:
        return analyse(trace)
