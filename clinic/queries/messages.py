"""Reads of messages: one runner's, and a therapist's inbox over all runners."""

from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When

from clinic.models import Message, Runner


def conversation(runner: Runner, limit: int = 200) -> list[Message]:
    """The last messages of a runner with their senders, oldest first: one query."""
    rows = Message.objects.filter(runner=runner).select_related("sender").order_by("-sent_at", "-pk")[:limit]
    return list(reversed(rows))


def folded(said: list[Message], shown: int = 6) -> tuple[list[Message], list[Message]]:
    """The earlier messages and those that a runner sees at once: the last few, and all from the first unread one."""
    unread = (place for place, one in enumerate(said) if one.read_at is None and not one.from_runner)
    start = max(0, min(len(said) - shown, next(unread, len(said))))
    return said[:start], said[start:]


def inbox_of(user: Any) -> QuerySet[Runner]:
    """Runners with messages, those with unread ones first, then the latest.

    Each has `unread`, and of the last message `last_text`, `last_at`, `last_from_runner`, `last_sender` and `last_by`.
    """
    last = Message.objects.filter(runner=OuterRef("pk")).order_by("-sent_at", "-pk")
    unread = Count("messages", filter=Q(messages__from_runner=True, messages__read_at__isnull=True))
    return (
        Runner.objects.visible_to(user)
        .filter(messages__isnull=False)
        .annotate(
            unread=unread,
            last_text=Subquery(last.values("text")[:1]),
            last_at=Subquery(last.values("sent_at")[:1]),
            last_from_runner=Subquery(last.values("from_runner")[:1]),
            last_sender=Subquery(last.values("sender")[:1]),
            last_by=Subquery(last.values("sender__name")[:1]),
        )
        .annotate(is_read=Case(When(unread=0, then=1), default=0))
        .order_by("is_read", "-last_at")
    )
