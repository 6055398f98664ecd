import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

OURS = ("accounts", "exercises", "clinic")


@pytest.mark.django_db
def test_no_model_waits_for_a_migration(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert capsys.readouterr().out == "No changes detected\n"


@pytest.mark.django_db
def test_migrations_of_each_app_end_in_one():
    graph = MigrationLoader(connection).graph
    assert {app: len(graph.leaf_nodes(app)) for app in OURS} == dict.fromkeys(OURS, 1)


@pytest.mark.django_db
def test_database_of_the_tests_came_from_the_migrations():
    """The suite runs on what `migrate` makes from nothing, not on tables made from the models."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    assert executor.migration_plan(leaves) == []
    assert {key for key in leaves if key[0] in OURS} <= executor.loader.applied_migrations.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("app", OURS)
def test_migrate_made_every_table_and_column(app):
    with connection.cursor() as cursor:
        made = {
            model._meta.db_table: {
                column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)
            }
            for model in apps.get_app_config(app).get_models(include_auto_created=True)
        }
    wanted = {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    assert made == wanted
