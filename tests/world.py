"""What every test finds: the shipped library, and two clinics with their own shelves, so that leaks can show."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from clinic.models import Clinic
from exercises.actions import fill_shelf
from exercises.models import Shelf

CLINICS = {"Riverbend Running Clinic": "Europe/Vienna", "Hilltop Physiotherapy": "America/Denver"}
APPS = ("exercises", "clinic")

# The rows of the world by table, as they were made: putting them back takes a fraction of making them.
_kept: dict[str, tuple[list[str], list[tuple]]] = {}


def ensure() -> None:
    """Makes what is missing: everything at first, and again after a test that emptied the database."""
    if Clinic.objects.filter(name__in=CLINICS).count() == len(CLINICS):
        return
    if _kept:
        _put_back()
    else:
        _make()
        _keep()


def _make() -> None:
    call_command("load_library", verbosity=0)
    for name, zone in CLINICS.items():
        make_clinic(name, zone)


def make_clinic(name: str, zone: str) -> Clinic:
    shelf = Shelf.objects.create(name=name)
    fill_shelf(shelf=shelf, from_shelf=Shelf.objects.shared().get())
    return Clinic.objects.create(name=name, zone=zone, shelf=shelf, phone="+43 1 555 0100")


def _models():
    return [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


def _keep() -> None:
    with connection.cursor() as cursor:
        for model in _models():
            cursor.execute(f"SELECT * FROM {_quoted(model._meta.db_table)}")  # noqa: S608 -- names of our own models
            columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
            if rows:
                _kept[model._meta.db_table] = (columns, rows)


def _put_back() -> None:
    """Rows refer to others in any order: foreign keys are looked at when the transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in _kept.items():
            names, places = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({places})", rows)  # noqa: S608 -- as above
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
