"""Addresses: staff."""

from django.urls import URLPattern, path

from clinic.views.staff import audit, clinic, people, problem_reports, records

running_a_clinic: list[URLPattern] = [
    path("clinic/", clinic.clinic, name="clinic"),
    path("clinic/margins/<int:pk>/", clinic.margin, name="clinic-margin"),
    path("clinic/people/", people.people, name="people"),
    path("clinic/people/invite/", people.invite, name="invite"),
    path("clinic/people/<uuid:uuid>/", people.member, name="member"),
    path("clinic/people/<uuid:uuid>/remove/", people.member_remove, name="member-remove"),
    path("clinic/invitations/<uuid:uuid>/renew/", people.renew, name="invitation-renew"),
    path("clinic/invitations/<uuid:uuid>/revoke/", people.revoke, name="invitation-revoke"),
    path("clinic/audit/", audit.audit, name="clinic-audit"),
    path("runners/<uuid:uuid>/invite/", people.invite_runner, name="runner-invite"),
]

reports_and_records: list[URLPattern] = [
    path("clinic/reports/", problem_reports.problem_reports, name="problem-reports"),
    path("clinic/reports/<uuid:uuid>/", problem_reports.problem_report, name="problem-report"),
    path("runners/<uuid:uuid>/export/", records.runner_export, name="runner-export"),
    path("runners/<uuid:uuid>/erase/", records.runner_erase, name="runner-erase"),
]

urlpatterns: list[URLPattern] = [*running_a_clinic, *reports_and_records]
