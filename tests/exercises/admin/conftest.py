"""The cast with what the portal gives people who work in a clinic: the group that opens the library."""

import pytest
from django.http import QueryDict

from clinic.actions.memberships import editors
from exercises.models import Exercise, Protocol
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def editors_group(therapist, therapist2, staff, other_therapist):
    for person in (therapist, therapist2, staff, other_therapist):
        person.groups.add(editors())


@pytest.fixture
def superuser(library):
    return UserFactory(email="root@demo.example", is_staff=True, is_superuser=True)


@pytest.fixture
def wall_lean(clinic):
    return Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean")


@pytest.fixture
def protocol(clinic):
    return Protocol.objects.filter(shelf=clinic.shelf).order_by("pk").first()


@pytest.fixture
def typed():
    """What a browser would send for the editor that this client opens: everything as it stands."""

    def read(client, url):
        page = client.get(url)
        assert page.status_code == 200
        return dict(sent_by(page.context["adminform"].form).lists())

    return read


def sent_by(form):
    data = QueryDict(mutable=True)
    for one in form.problem_forms:
        for field in one:
            _add(data, field)
    for rows in form.lists.values():
        _add_keys(data, rows)
    return data


def _add_keys(data, rows):
    for row in rows.forms:
        data.appendlist(rows.name, row.row_key)
        for inner in row.lists.values():
            _add_keys(data, inner)


def _add(data, field):
    value = field.value()
    if isinstance(value, dict):
        data.update({f"{field.html_name}-{box}": text for box, text in value.items()})
    elif isinstance(value, list | tuple):
        data.setlist(field.html_name, [getattr(item, "pk", item) for item in value])
    elif value is True:
        data[field.html_name] = "on"
    elif value is not None and value is not False:
        data[field.html_name] = str(value)
