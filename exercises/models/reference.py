"""Where a claim comes from."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from exercises.models.base import Copied, EvidenceLevel, ShelfQuerySet


class Reference(Copied):
    shelf = models.ForeignKey("exercises.Shelf", on_delete=models.PROTECT, verbose_name=_("shelf"))
    slug = models.SlugField(max_length=80)
    citation = models.CharField(_("citation"), max_length=300)
    url = models.URLField(_("link"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    shows = models.CharField(_("what it shows"), max_length=400, blank=True)
    level = models.CharField(_("evidence level"), max_length=1, choices=EvidenceLevel)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        ordering = ["citation"]
        verbose_name = _("reference")
        constraints = [models.UniqueConstraint(F("shelf"), F("slug"), name="reference_slug_once_a_shelf")]

    def __str__(self) -> str:
        return self.citation
