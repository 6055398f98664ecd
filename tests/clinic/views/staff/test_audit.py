import pytest
from django.test import Client

from clinic.actions.audit import record


def test_nobody_is_sent_to_sign_in(db):
    assert Client().get("/clinic/audit/")["Location"] == "/accounts/login/?next=/clinic/audit/"


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("therapist", 403), ("staff", 403), ("runner", 403)])
def test_audit_is_the_owners(who, status, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/clinic/audit/").status_code == status


def test_audit_shows_the_own_clinic_only(owner, therapist, runner, other_runner, other_therapist, client_of):
    mine = record("record.opened", by=therapist, runner=runner)
    record("record.opened", by=other_therapist, runner=other_runner)
    shown = client_of(owner).get("/clinic/audit/").context["events"]
    assert [(event, str(words)) for event, words in shown] == [(mine, "opened the record")]


def test_audit_by_person_and_by_runner(owner, therapist, therapist2, runner, runner2, client_of):
    first = record("record.opened", by=therapist, runner=runner)
    second = record("record.opened", by=therapist2, runner=runner2)
    client = client_of(owner)
    queries = (
        f"?person={therapist.uuid}",
        f"?runner={runner2.uuid}",
        f"?person={therapist.uuid}&runner={runner2.uuid}",
    )
    shown = [[event for event, _words in client.get(f"/clinic/audit/{query}").context["events"]] for query in queries]
    assert shown == [[first], [second], []]


@pytest.mark.parametrize("query", ["?person=x", "?runner=x", "?page=x", "?page=99", "?runner=%00", "?person=%00"])
def test_odd_filters_do_no_harm(owner, query, client_of):
    assert client_of(owner).get(f"/clinic/audit/{query}").status_code == 200


def test_a_verb_without_words_is_shown_as_it_is(owner, therapist, runner, client_of):
    record("some_thing.done_now", by=therapist, runner=runner)
    ((_event, words),) = client_of(owner).get("/clinic/audit/").context["events"]
    assert words == "some thing: done now"


def test_audit_is_paged(owner, therapist, runner, client_of):
    for _ in range(51):
        record("record.opened", by=therapist, runner=runner)
    client = client_of(owner)
    sizes = [len(client.get(f"/clinic/audit/?page={page}").context["events"]) for page in (1, 2)]
    assert sizes == [50, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_audit_query_count(owner, therapist, runner, count, client_of, django_assert_num_queries):
    for _ in range(count):
        record("record.opened", by=therapist, runner=runner)
    client = client_of(owner)
    with django_assert_num_queries(8):
        client.get("/clinic/audit/")
