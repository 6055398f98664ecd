from decimal import Decimal

import pytest
from django.test import Client

from clinic.models import Membership, OwnMargin
from exercises.models import Measure

DETAILS = {
    "name": "Riverbend Running Clinic",
    "phone": "+43 1 555 0199",
    "emergency_number": "144",
    "reply_time": "a day",
    "zone": "Europe/Vienna",
    "age_of_consent": "14",
}


def seconds_of(clinic):
    return Measure.objects.get(home_test__shelf=clinic.shelf, home_test__slug="hop-test", key="seconds")


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("therapist", 200), ("staff", 200), ("runner", 403)])
def test_clinic_page(who, status, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/clinic/").status_code == status


def test_nobody_is_sent_to_sign_in(db):
    assert Client().get("/clinic/")["Location"] == "/accounts/login/?next=/clinic/"


def test_details_are_the_owners_to_change(clinic, owner, therapist, staff, runner, client_of):
    answers = [client_of(one).post("/clinic/", DETAILS).status_code for one in (therapist, staff, runner, owner)]
    clinic.refresh_from_db()
    assert (answers, clinic.phone, clinic.age_of_consent) == ([403, 403, 403, 302], "+43 1 555 0199", 14)


@pytest.mark.parametrize("number", ["144", "+43 1 555 0199", "(303) 555-0142", "01/555.01.99"])
def test_numbers_that_a_phone_can_call_are_taken(clinic, owner, client_of, number):
    client_of(owner).post("/clinic/", {**DETAILS, "phone": number, "emergency_number": number})
    clinic.refresh_from_db()
    assert (clinic.phone, clinic.emergency_number) == (number, number)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("name", ""), ("zone", "Nowhere"), ("age_of_consent", "11"), ("age_of_consent", "x"), ("phone", "1" * 41)],
        *[("phone", "ask at the desk"), ("phone", "+"), ("emergency_number", "<script>"), ("emergency_number", "")],
    ],
)
def test_faulty_detail_names_the_field(clinic, owner, client_of, field, value):
    response = client_of(owner).post("/clinic/", {**DETAILS, field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    clinic.refresh_from_db()
    assert clinic.phone == "+43 1 555 0100"


def test_margin_is_the_owners_to_set(clinic, owner, therapist, runner, client_of):
    measure = seconds_of(clinic)
    path, data = f"/clinic/margins/{measure.pk}/", {f"m{measure.pk}-value": "5"}
    answers = [client_of(one).post(path, data).status_code for one in (therapist, runner, owner)]
    assert (answers, OwnMargin.objects.get().value) == ([403, 403, 302], Decimal(5))


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity", "1e99", "x", "\x00"])
def test_faulty_margin_is_said(clinic, owner, client_of, value):
    measure = seconds_of(clinic)
    response = client_of(owner).post(f"/clinic/margins/{measure.pk}/", {f"m{measure.pk}-value": value})
    assert (response.status_code, OwnMargin.objects.count()) == (422, 0)


def test_margin_of_another_clinics_measure_is_not_found(other_clinic, owner, client_of):
    measure = seconds_of(other_clinic)
    response = client_of(owner).post(f"/clinic/margins/{measure.pk}/", {f"m{measure.pk}-value": "5"})
    assert response.status_code == 404


def test_owner_of_two_clinics_changes_between_them(clinic, other_clinic, owner, client_of):
    Membership.objects.create(user=owner, clinic=other_clinic, is_staff=True)
    client = client_of(owner)
    shown = [client.get(f"/clinic/{query}").wsgi_request.clinic for query in ("", f"?clinic={other_clinic.uuid}", "")]
    assert [place.name for place in shown] == [clinic.name, other_clinic.name, other_clinic.name]
    assert client.post("/clinic/", DETAILS).status_code == 403


@pytest.mark.parametrize("query", ["?clinic=nonsense", "?clinic=%00"])
def test_odd_clinic_is_overlooked(owner, query, client_of):
    assert client_of(owner).get(f"/clinic/{query}").status_code == 200


@pytest.mark.parametrize("margins", [1, 2])
def test_clinic_page_query_count(clinic, owner, margins, client_of, django_assert_num_queries):
    for measure in Measure.objects.filter(home_test__shelf=clinic.shelf, smallest_real_change=None)[:margins]:
        OwnMargin.objects.create(clinic=clinic, measure=measure, value=1)
    client = client_of(owner)
    with django_assert_num_queries(7):
        client.get("/clinic/")
