"""What shows how something is done: a drawn figure, a picture, a video of one's own."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.fields import FigureField


class Illustrated(models.Model):
    """Content that can be shown. Files are named at random and never changed: another file has another name."""

    picture = models.ImageField(_("picture"), upload_to="pictures/", blank=True, editable=False)
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=160, blank=True, help_text=_("For people who cannot see it.")
    )
    figure = FigureField(_("drawn figure"), default=dict, blank=True)
    figure_hidden = models.BooleanField(
        _("leave the drawn figure out"),
        default=False,
        help_text=_("The picture or the video stands in its place. Without them the figure is shown all the same."),
    )
    video = models.FileField(_("video"), upload_to="videos/", blank=True, editable=False)
    video_words = models.CharField(
        _("what the video shows"), max_length=300, blank=True, help_text=_("For people who cannot see it.")
    )
    captions = models.FileField(_("captions"), upload_to="captions/", blank=True, editable=False)
    video_silent = models.BooleanField(
        _("nothing is said in the video"), default=False, help_text=_("A video with speech needs captions.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(picture="") | ~Q(picture_alt=""), name="%(class)s_picture_has_words"),
            models.CheckConstraint(condition=Q(video="") | ~Q(video_words=""), name="%(class)s_video_has_words"),
            models.CheckConstraint(
                condition=Q(video="") | ~Q(captions="") | Q(video_silent=True), name="%(class)s_speech_has_captions"
            ),
        ]

    @property
    def figure_to_show(self) -> dict[str, Any]:
        """The drawn figure's data; empty where there is none, or where a picture or video stands in its place."""
        return {} if self.figure_hidden and (self.picture or self.video) else self.figure

    @property
    def picture_url(self) -> str:
        """Where readers of its shelf get the picture; empty without one."""
        return _address("picture", self.picture.name)

    @property
    def video_url(self) -> str:
        """Where readers of its shelf get the video; empty without one."""
        return _address("video", self.video.name)

    @property
    def video_type(self) -> str:
        return "video/webm" if str(self.video.name).endswith(".webm") else "video/mp4"

    @property
    def captions_url(self) -> str:
        """Where readers of its shelf get the captions of the video; empty without."""
        return _address("captions", self.captions.name)


def _address(page: str, name: str | None) -> str:
    return reverse(page, args=[name.rpartition("/")[2]]) if name else ""
