import pytest
from django.test import Client

from clinic.actions import invitations
from clinic.models import Invitation, Membership, Notification, Role, Runner
from tests.factories import UserFactory


@pytest.fixture
def member(therapist, clinic):
    return Membership.objects.get(user=therapist, clinic=clinic)


@pytest.fixture
def invitation(clinic, owner):
    return invitations.invite(clinic=clinic, role=Role.STAFF, email="a@demo.example", by=owner)[0]


@pytest.fixture
def rena(clinic):
    return Runner.objects.create(clinic=clinic, name="Rena")


def outcomes(path, data, people, client_of):
    """The status for nobody and then for each person, by POST."""
    return [Client().post(path, data).status_code, *[client_of(one).post(path, data).status_code for one in people]]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("therapist", 200), ("staff", 200), ("runner", 403), ("other_therapist", 200)]
)
def test_people_page(who, status, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/clinic/people/").status_code == status


def test_people_page_shows_the_own_clinic_only(therapist, staff, other_therapist, client_of):
    rows = client_of(staff).get("/clinic/people/").context["members"]
    assert [row.user for row in rows] == [staff, therapist]


def test_people_page_shows_each_the_invitations_that_are_theirs_to_see(
    owner, therapist, staff, rena, invitation, clinic, client_of
):
    mine = invitations.invite(clinic=clinic, role=Role.RUNNER, email="", runner=rena, by=therapist)[0]
    seen = [list(client_of(one).get("/clinic/people/").context["invitations"]) for one in (owner, therapist, staff)]
    assert seen == [[mine, invitation], [mine], []]


@pytest.mark.parametrize("count", [1, 3])
def test_people_page_query_count(owner, clinic, count, client_of, django_assert_num_queries):
    for number in range(count):
        Membership.objects.create(user=UserFactory(), clinic=clinic, is_staff=True)
        invitations.invite(clinic=clinic, role=Role.STAFF, email=f"a{number}@demo.example", by=owner)
    client = client_of(owner)
    with django_assert_num_queries(7):
        client.get("/clinic/people/")


def test_invite_is_the_owners(owner, therapist, staff, runner, client_of):
    data = {"email": "new@demo.example", "role": "therapist"}
    people = [therapist, staff, runner, owner]
    assert outcomes("/clinic/people/invite/", data, people, client_of) == [302, 403, 403, 403, 200]
    assert list(Invitation.objects.values_list("email", "role")) == [("new@demo.example", "therapist")]


def test_invite_shows_link_code_and_square_once(owner, client_of):
    client = client_of(owner)
    response = client.post("/clinic/people/invite/", {"email": "new@demo.example", "role": "staff"})
    text = response.content.decode()
    code = response.context["card"].code
    assert (text.count(f"/join/{code}/"), "<svg" in text, "style=" in text) == (1, True, False)
    assert code not in client.get("/clinic/people/").content.decode()
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize(
    ("email", "role", "field"), [("x", "staff", "email"), ("a@demo.example", "boss", "role"), ("", "staff", "email")]
)
def test_faulty_invitation_names_the_field(owner, client_of, email, role, field):
    response = client_of(owner).post("/clinic/people/invite/", {"email": email, "role": role})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_owner_never_invites_into_another_clinic(owner, other_clinic, client_of):
    data = {"email": "new@demo.example", "role": "owner"}
    client_of(owner).post(f"/clinic/people/invite/?clinic={other_clinic.uuid}", data)
    assert Invitation.objects.filter(clinic=other_clinic).count() == 0


def test_runner_is_invited_by_their_therapist(rena, therapist, other_therapist, staff, runner, client_of):
    people = [other_therapist, staff, runner, therapist]
    assert outcomes(f"/runners/{rena.uuid}/invite/", {}, people, client_of) == [302, 404, 403, 403, 200]
    assert Invitation.objects.get().runner == rena


def test_inviting_a_runner_asks_first(rena, therapist, client_of):
    assert client_of(therapist).get(f"/runners/{rena.uuid}/invite/").status_code == 200
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("verb", ["renew", "revoke"])
def test_renew_and_revoke(invitation, owner, therapist, other_therapist, runner, client_of, verb):
    path = f"/clinic/invitations/{invitation.uuid}/{verb}/"
    done = {"renew": 200, "revoke": 302}[verb]
    assert outcomes(path, {}, [therapist, other_therapist, runner, owner], client_of) == [302, 404, 404, 403, done]


def test_roles_are_the_owners_to_change(member, owner, therapist, other_therapist, runner, client_of):
    path, data = f"/clinic/people/{member.uuid}/", {"roles": ["therapist", "staff"]}
    assert outcomes(path, data, [therapist, other_therapist, runner, owner], client_of) == [302, 403, 404, 403, 302]
    member.refresh_from_db()
    assert member.roles == {Role.THERAPIST, Role.STAFF}


def test_no_role_names_the_field(member, owner, client_of):
    response = client_of(owner).post(f"/clinic/people/{member.uuid}/", {})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["roles"])


def test_removing_is_the_owners(member, owner, therapist, other_therapist, runner, client_of):
    path = f"/clinic/people/{member.uuid}/remove/"
    assert outcomes(path, {}, [therapist, other_therapist, runner, owner], client_of) == [302, 403, 404, 403, 302]
    assert Membership.objects.filter(pk=member.pk).count() == 0


def test_removing_asks_first(member, owner, client_of):
    assert client_of(owner).get(f"/clinic/people/{member.uuid}/remove/").status_code == 200
    assert Membership.objects.filter(pk=member.pk).count() == 1


def test_last_owner_stays(owner, clinic, client_of):
    row = Membership.objects.get(user=owner)
    client = client_of(owner)
    answers = [
        client.post(f"/clinic/people/{row.uuid}/", {"roles": ["staff"]}).status_code,
        client.post(f"/clinic/people/{row.uuid}/remove/").status_code,
    ]
    assert (answers, Membership.objects.get(user=owner).roles) == ([409, 409], {Role.OWNER})


def test_removed_person_is_out_at_once(member, owner, therapist, client_of):
    client = client_of(therapist)
    assert client.get("/clinic/people/").status_code == 200
    client_of(owner).post(f"/clinic/people/{member.uuid}/remove/")
    assert client.get("/clinic/people/").status_code == 403


@pytest.mark.parametrize(
    ("data", "email", "words"),
    [
        ({}, "rena@demo.example", "It goes to rena@demo.example by e-mail. You can also hand it over now."),
        ({"by_hand": "on"}, "", "Hand it over now: it is shown only once."),
    ],
)
def test_an_invitation_by_hand_sends_nothing_and_says_so(
    rena, therapist, client_of, django_capture_on_commit_callbacks, data, email, words
):
    Runner.objects.filter(pk=rena.pk).update(email="rena@demo.example")
    with django_capture_on_commit_callbacks(execute=True):
        page = client_of(therapist).post(f"/runners/{rena.uuid}/invite/", data)
    assert rena.invitations.get().email == email
    assert page.text.count(words) == 1
    assert Notification.objects.count() == bool(email)


def test_without_an_email_there_is_nothing_to_choose(rena, therapist, client_of):
    path = f"/runners/{rena.uuid}/invite/"
    assert 'name="by_hand"' not in client_of(therapist).get(path).text
    Runner.objects.filter(pk=rena.pk).update(email="rena@demo.example")
    assert client_of(therapist).get(path).text.count('name="by_hand"') == 1
