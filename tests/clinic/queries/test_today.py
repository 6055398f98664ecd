from clinic.queries.today import today_of


def test_today_of_routine_lists_its_exercises_in_order(routine, runner):
    assert [one.name for one in today_of(runner).exercises] == ["Wall lean", "Box hop"]
