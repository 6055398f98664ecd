"""Addresses: therapist."""

from django.urls import URLPattern, path

from clinic.views.therapist import (
    caseload,
    episodes,
    findings,
    handout,
    inbox,
    library,
    prescribe,
    record,
    review,
    revisions,
    screening,
    shoes,
    traces,
)

prescribing: list[URLPattern] = [
    path("episodes/<uuid:uuid>/prescribe/", prescribe.prescribe, name="prescribe"),
    path("episodes/<uuid:uuid>/prescribe/give/", prescribe.give, name="prescribe-give"),
    path("episodes/<uuid:uuid>/prescribe/discard/", prescribe.discard, name="prescribe-discard"),
    path("episodes/<uuid:uuid>/prescribe/judge/<uuid:cause>/", prescribe.judge, name="prescribe-judge"),
    path("library/exercises/<uuid:uuid>/prescribe/", library.exercise_prescribe, name="exercise-prescribe"),
    path("episodes/<uuid:uuid>/review/", review.review, name="review"),
    path("routines/<uuid:uuid>/changes/", revisions.compare, name="routine-compare"),
    path("routines/<uuid:uuid>/handout/", handout.routine_handout, name="routine-handout"),
    path("routines/<uuid:uuid>/handout.pdf", handout.routine_handout_pdf, name="routine-handout-pdf"),
]

recorded: list[URLPattern] = [
    path("runners/<uuid:uuid>/", record.runner, name="runner"),
    path("runners/<uuid:uuid>/routine/", record.runner_routine, name="runner-routine"),
    path("runners/<uuid:uuid>/tests/", record.runner_tests, name="runner-tests"),
    path("runners/<uuid:uuid>/results/<uuid:result>/trace/", traces.result_trace, name="result-trace"),
    path("runners/<uuid:uuid>/log/", record.runner_log, name="runner-log"),
    path("episodes/<uuid:uuid>/timeline/", record.timeline, name="episode-timeline"),
    path("episodes/<uuid:uuid>/review/proposal/", record.proposal, name="review-proposal"),
]

talking: list[URLPattern] = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("runners/<uuid:uuid>/messages/", inbox.runner_messages, name="runner-messages"),
]

caring: list[URLPattern] = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/add/", caseload.runner_add, name="runner-add"),
    path("runners/<uuid:uuid>/episodes/open/", episodes.episode_open, name="episode-open"),
    path("runners/<uuid:uuid>/screening/", screening.screening, name="runner-screening"),
    path("runners/<uuid:uuid>/start-gate/", screening.gate, name="runner-gate"),
    path("runners/<uuid:uuid>/start-gate/override/", screening.gate_override, name="gate-override"),
    path("locks/<uuid:uuid>/lift/", screening.lock_lift, name="lock-lift"),
    path("alerts/<uuid:uuid>/settle/", screening.alert_settle, name="alert-settle"),
    path("episodes/<uuid:uuid>/findings/", findings.findings, name="findings"),
    path("episodes/<uuid:uuid>/findings/<uuid:cause>/", findings.finding, name="finding"),
    path("episodes/<uuid:uuid>/shoe-review/", shoes.shoe_review, name="shoe-review"),
    path("episodes/<uuid:uuid>/care/", episodes.episode_care, name="episode-care"),
    path("episodes/<uuid:uuid>/pause/", episodes.episode_pause, name="episode-pause"),
    path("episodes/<uuid:uuid>/resume/", episodes.episode_resume, name="episode-resume"),
    path("episodes/<uuid:uuid>/discharge/", episodes.episode_discharge, name="episode-discharge"),
    path("episodes/<uuid:uuid>/reopen/", episodes.episode_reopen, name="episode-reopen"),
]

urlpatterns: list[URLPattern] = [*caring, *recorded, *talking, *prescribing]
