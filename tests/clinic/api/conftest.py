import pytest


@pytest.fixture
def hop(routine):
    """The box hop of the runner's routine."""
    return routine.prescribed.get(position=1)


@pytest.fixture
def post(api_of):
    """Sends JSON as this person; a text is sent as it stands."""

    def send(person, path, body, content_type="application/json"):
        client = api_of(person)
        if isinstance(body, str | bytes):
            return client.generic("POST", f"/api/v1/{path}/", body, content_type=content_type)
        return client.post(f"/api/v1/{path}/", body, format="json")

    return send
