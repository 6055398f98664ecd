import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import TestResult, TestValue
from exercises.models import Complaint, ContentVersion, HomeTest, Protocol, Status


def address(row):
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def edit(client_of, therapist, typed):
    client = client_of(therapist)

    def post(row, **changed):
        response = client.post(address(row), typed(client, address(row)) | changed)
        return None if response.status_code == 302 else response.context["adminform"].form

    return post


@pytest.fixture
def hop_test(clinic):
    return HomeTest.objects.get(shelf=clinic.shelf, slug="hop-test")


def row(**fields):
    return {name.replace("__", "-"): value for name, value in fields.items()}


STAGE = row(
    stages=["1"],
    stages__1__name="First weeks",
    stages__1__weeks="2",
    stages__1__criteria="No pain",
) | {
    "stages-1-rows": ["5", "3"],
    "stages-1-rows-5-exercise": "box-hop",
    "stages-1-rows-5-dosage-reps": "10",
    "stages-1-rows-5-dosage-days": "7",
    "stages-1-rows-3-exercise": "wall-lean",
    "stages-1-rows-3-dosage-reps": "8-12",
    "stages-1-rows-3-note": "Slowly",
}
CLEAR = {"stages-1-home_test": "", "stages-1-retest_days": ""}


def test_protocol_is_saved_with_its_stages_as_one_version(edit, protocol, therapist):
    assert edit(protocol, **STAGE, **CLEAR) is None

    stage = protocol.stages.get()
    inside = [(one.exercise.slug, one.dosage.short(), one.note) for one in stage.stage_exercises.all()]
    assert (stage.name, stage.weeks, stage.criteria, stage.home_test) == ("First weeks", 2, "No pain", None)
    assert inside == [("box-hop", "10 reps", ""), ("wall-lean", "8 to 12 reps", "Slowly")]
    versions = ContentVersion.objects.filter(content_uuid=protocol.uuid)
    assert [(version.number, version.saved_by) for version in versions] == [(2, therapist), (1, None)]


def test_stages_that_did_not_change_stay_the_same_rows(edit, protocol):
    before = list(protocol.stages.values_list("pk", flat=True))

    edit(protocol, summary="Other words.")

    assert list(protocol.stages.values_list("pk", flat=True)) == before


def test_every_problem_of_every_stage_is_said_at_once(edit, protocol):
    wrong = {"stages-1-name": "", "stages-1-rows-5-dosage-reps": "lots", "stages-1-rows-3-exercise": "nowhere"}

    form = edit(protocol, **{**STAGE, **CLEAR, **wrong, "name": ""})

    found = {one.prefix: sorted(one.errors) for one in form.problem_forms if one.errors}
    assert found == {
        None: ["name"],
        "stages-1": ["name"],
        "stages-1-rows-5": ["dosage"],
        "stages-1-rows-3": ["exercise"],
    }
    assert protocol.stages.exclude(name="").exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"stages-1-home_test": "hop-test", "stages-1-retest_days": ""}, "retest_days"),
        ({"stages-1-home_test": "", "stages-1-retest_days": "28"}, "home_test"),
        ({"stages-1-home_test": "hop-test", "stages-1-retest_days": "0"}, "retest_days"),
    ],
)
def test_home_test_and_its_day_belong_together(edit, protocol, changed, field):
    form = edit(protocol, **STAGE, **changed)

    assert list(form.lists["stages"].forms[0].errors) == [field]


def test_stages_follow_the_order_of_the_page(edit, protocol):
    second = {name.replace("stages-1", "stages-2"): value for name, value in STAGE.items() if name != "stages"}
    both = {**STAGE, **second, "stages": ["2", "1"], "stages-2-name": "Now first"}

    edit(protocol, **both)

    assert list(protocol.stages.values_list("name", "position")) == [("Now first", 1), ("First weeks", 2)]


def test_row_inside_a_stage_moves_without_javascript(edit, protocol):
    form = edit(protocol, **STAGE, **CLEAR, _op="up:stages-1-rows:3")

    stage = form.lists["stages"].forms[0]
    assert [one.row_key for one in stage.lists["rows"].forms] == ["3", "5"]


def test_protocol_without_stages_is_kept_as_it_is_sent(edit, protocol):
    edit(protocol, stages=[])

    assert Protocol.objects.get(pk=protocol.pk).stages.count() == 0


def test_causes_of_a_complaint_are_kept_in_order(edit, clinic):
    complaint = Complaint.objects.filter(shelf=clinic.shelf).first()

    edit(complaint, causes=["2", "1"], **row(causes__1__choice="calf-strength", causes__2__choice="shoes"))

    kept = [(one.cause.slug, one.position) for one in complaint.possible_causes.all()]
    assert kept == [("shoes", 1), ("calf-strength", 2)]


def test_measure_keeps_its_identity_when_it_changes(edit, hop_test):
    before = {measure.key: measure.pk for measure in hop_test.measures.all()}

    assert edit(hop_test, **{"measures-1-name": "Hopping time"}) is None

    after = {measure.key: measure.pk for measure in hop_test.measures.all()}
    assert (after, hop_test.measures.get(key="seconds").name) == (before, "Hopping time")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"measures-1-maximum": "0"}, "maximum"),
        ({"measures-1-benchmark": "31"}, "benchmark"),
        ({"measures-1-smallest_real_change": "2", "measures-1-smallest_real_change_source": ""}, None),
        ({"measures-1-smallest_real_change": "-1"}, "smallest_real_change"),
        ({"measures-1-smallest_real_change": "0"}, "smallest_real_change"),
        ({"measures-1-decimals": "3"}, "decimals"),
        ({"measures-1-minimum": "NaN"}, "minimum"),
        ({"measures-1-maximum": "1e400"}, "maximum"),
        ({"measures-1-key": "no spaces"}, "key"),
        ({"measures-1-methods": ["guessed"]}, "methods"),
        ({"measures-1-key": "pain"}, "key"),
        ({"measures-1-norms": "men of 30: 12", "measures-1-norms_source": "A study"}, "norms"),
        ({"measures-1-norms": "male 30-39: 12", "measures-1-norms_source": ""}, "norms_source"),
    ],
)
def test_bad_measure_is_refused_at_its_field(edit, hop_test, changed, field):
    form = edit(hop_test, **changed)

    assert list(form.lists["measures"].forms[0].errors) == [field or "smallest_real_change_source"]


def test_usual_values_are_kept_one_a_line(edit, hop_test):
    usual = {"measures-1-norms": "male 18-64: 28 to 30\r\n\r\nfemale 18-64: 27", "measures-1-norms_source": "A study"}

    assert edit(hop_test, **usual) is None

    measure = hop_test.measures.get(key="seconds")
    assert measure.norms.splitlines() == ["male 18-64: 28 to 30", "female 18-64: 27"]
    assert edit(hop_test, name="Hopping test") is None
    assert hop_test.measures.get(key="seconds").norms == measure.norms


@pytest.mark.parametrize("primaries", [[], ["1", "2"]])
def test_exactly_one_measure_is_the_main_one(edit, hop_test, primaries):
    flags = {f"measures-{key}-primary": (["on"] if key in primaries else []) for key in ("1", "2")}

    form = edit(hop_test, **flags)

    assert form.non_field_errors() == ["Measures: exactly one must be the main measure."]


def test_unit_of_a_published_measure_stays(edit, hop_test):
    form = edit(hop_test, **{"measures-1-unit": "min"})

    assert form.non_field_errors() == ["Measures: Time stays in s, as its results are. Add a measure for another unit."]
    assert hop_test.measures.get(key="seconds").unit == "s"


def test_unit_of_a_draft_may_change(edit, hop_test):
    HomeTest.objects.filter(pk=hop_test.pk).update(status=Status.DRAFT)

    assert edit(hop_test, **{"measures-2-unit": "jumps"}) is None

    assert hop_test.measures.get(key="hops").unit == "jumps"


def test_measure_with_results_must_stay(edit, hop_test, runner):
    result = TestResult.objects.create(
        uuid=uuid.uuid4(),
        runner=runner,
        home_test=hop_test,
        side="left",
        done_at=timezone.now(),
        local_date=runner.today(),
        method="counted",
    )
    hops = hop_test.measures.get(key="hops")
    TestValue.objects.create(result=result, measure=hops, value=40)

    form = edit(hop_test, measures=["1"])

    assert form.non_field_errors() == ["A measure that already has results must stay."]
    assert hop_test.measures.filter(pk=hops.pk).exists()
