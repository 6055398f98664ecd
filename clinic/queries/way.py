"""The way from a new runner to a routine: what is done, what comes next, and where each step is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from clinic.models import EpisodeOfCare, Finding, Routine, Runner, Screening, StartGate
from clinic.policies import consents_now


@dataclass(frozen=True, slots=True)
class CareStep:
    """One step. `url` is empty where the step before has to come first."""

    key: str
    label: str
    verb: str
    url: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The steps in order, for one episode or, without one, for the runner; `may_record` is whether they consent."""

    steps: tuple[CareStep, ...]
    may_record: bool

    @property
    def following(self) -> CareStep | None:
        """The first step that is not done; None when the runner has a routine."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def after_gate(self) -> CareStep | None:
        """Where to go on from the start check, which may wait."""
        later = (step for step in self.steps if step.key in {"findings", "routine"} and not step.is_done)
        return next((step for step in later if step.url), None)


def way_of(runner: Runner, episode: EpisodeOfCare | None = None) -> Way:
    """Where a runner stands, in one query or two. Without an episode it is the newest one that still has no routine."""
    facts = _facts(runner, episode)
    if facts is None:
        return _way(runner, "", **_of_runner(runner))
    uuid = str(facts.pop("uuid"))
    return _way(runner, uuid, **facts)


def _facts(runner: Runner, episode: EpisodeOfCare | None) -> dict[str, Any] | None:
    rows = EpisodeOfCare.objects.filter(runner=runner)
    rows = rows.filter(pk=episode.pk) if episode is not None else rows.running()
    own = {"runner": OuterRef("runner")}
    found = (
        rows.annotate(
            screened=Exists(Screening.objects.filter(**own)),
            gated=Exists(StartGate.objects.filter(**own)),
            found=Exists(Finding.objects.current().filter(episode=OuterRef("pk"))),
            prescribed=Exists(Routine.objects.current().filter(episode=OuterRef("pk"))),
            may_record=consents_now("runner__"),
        )
        .order_by("prescribed", "-opened_at")
        .values("uuid", "screened", "gated", "found", "prescribed", "may_record")
        .first()
    )
    return dict(found) if found else None


def _of_runner(runner: Runner) -> dict[str, Any]:
    rows = Runner.objects.filter(pk=runner.pk).annotate(
        screened=Exists(Screening.objects.filter(runner=OuterRef("pk"))),
        gated=Exists(StartGate.objects.filter(runner=OuterRef("pk"))),
        may_record=consents_now(""),
    )
    return {**rows.values("screened", "gated", "may_record").get(), "found": False, "prescribed": False}


def _way(
    runner: Runner, episode: str, *, screened: bool, gated: bool, found: bool, prescribed: bool, may_record: bool
) -> Way:
    """The start check may be left for later; whoever has a routine has come to the end."""

    def at(name: str) -> str:
        return reverse(name, args=[runner.uuid])

    def of_episode(name: str) -> str:
        return reverse(name, args=[episode]) if episode else ""

    return Way(
        (
            CareStep("episode", _("Complaint"), _("Open an episode"), at("episode-open"), bool(episode)),
            CareStep("screening", _("Screening"), _("Ask the safety questions"), at("runner-screening"), screened),
            CareStep("gate", _("Start check"), _("Do the start check"), at("runner-gate"), gated),
            CareStep("findings", _("Findings"), _("Find the cause"), of_episode("findings"), found),
            CareStep("routine", _("Routine"), _("Prescribe"), of_episode("prescribe"), prescribed),
        ),
        may_record,
    )
