import pytest
from django.core.management import call_command

from clinic.measurement import hop
from clinic.models import TraceAnalysis
from tests.clinic.bodies import may_hop, measured, motion_body

pytestmark = pytest.mark.django_db


def test_old_analyses_are_made_anew_and_counted(runner, therapist, episode, capsys):
    may_hop(runner, therapist)
    measured(runner, motion_body())
    TraceAnalysis.objects.update(algorithm="hop-0", facts={"accepted": True, "hops": 40})
    for number in (1, 0):
        call_command("analyse_traces")
        words = f"{number} read, {number} say something else than before, 0 broken\n"
        assert capsys.readouterr().out == words
    assert list(TraceAnalysis.objects.values_list("algorithm", flat=True)) == [hop.ALGORITHM, "hop-0"]


def test_all_reads_what_is_up_to_date_and_tells_how_far_it_is(runner, therapist, episode, capsys):
    may_hop(runner, therapist)
    measured(runner, motion_body())
    call_command("analyse_traces", all=True)
    said = capsys.readouterr()
    assert said.out == "1 read, 0 say something else than before, 0 broken\n"
    assert said.err == "\r0 of 1 read\r1 of 1 read\n"
