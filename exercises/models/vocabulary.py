"""Plain words that content is filed under, the same for every shelf."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyPart(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["name"]
        verbose_name = _("body part")

    def __str__(self) -> str:
        return self.name


class Equipment(models.Model):
    """A thing an exercise needs, with what people have at home instead."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    substitute = models.CharField(_("household substitute"), max_length=160, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")

    def __str__(self) -> str:
        return self.name
