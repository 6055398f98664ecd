"""What the editors of exercises and home tests share: a picture, a video with captions, and the drawn figure."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.fields import FileInput
from exercises.admin.figure_fields import FigureInput
from exercises.admin.figure_pages import figure_text_of
from exercises.admin.figure_preview import Frame, stills_of
from exercises.admin.forms import ContentForm
from exercises.captions import read_captions
from exercises.pictures import read_picture
from exercises.videos import read_video

UPLOADS = ("picture", "video", "captions")
PICTURE = ("new_picture", "no_picture", "picture_alt")
VIDEO = ("new_video", "no_video", "video_words", "new_captions", "no_captions", "video_silent")
FIGURE = ("figure", "figure_hidden")


class IllustratedForm(ContentForm):
    """`new_x` brings a file and `no_x` takes it off; the file itself stays, since an older version may hold it.

    The buttons of the figure send `_op`: the page then comes back with all that was typed, and nothing is saved.
    """

    figure_address = ""

    figure = FigureInput(
        label=gettext_lazy("Drawn figure"), help_text=gettext_lazy("One keyframe a line. Leave it empty for none.")
    )
    new_picture = FileInput(
        accept="image/jpeg,image/png,image/webp",
        label=gettext_lazy("Choose a picture"),
        help_text=gettext_lazy("JPEG, PNG or WebP, up to 8 MB. What a camera writes into it is left out."),
    )
    no_picture = forms.BooleanField(label=gettext_lazy("Take the picture off"), required=False)
    new_video = FileInput(
        accept="video/mp4,video/webm",
        label=gettext_lazy("Choose a video"),
        help_text=gettext_lazy("MP4 (H.264) or WebM, up to 50 MB. Where and when it was filmed is left out."),
    )
    no_video = forms.BooleanField(label=gettext_lazy("Take the video and its captions off"), required=False)
    new_captions = FileInput(
        accept=".vtt,text/vtt",
        label=gettext_lazy("Choose captions"),
        help_text=gettext_lazy("A WebVTT file: what is said, and when."),
    )
    no_captions = forms.BooleanField(label=gettext_lazy("Take the captions off"), required=False)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        is_copy = data is not None and data.get("_op") == "copy-figure"
        super().__init__(self._with_copy(data) if is_copy else data, *args, **kwargs)
        editor: Any = self.fields["figure"].widget
        editor.sources, editor.address = self.offer.figures, self.figure_address
        for name in UPLOADS:
            if not getattr(self.instance, name):
                self.fields[f"no_{name}"].disabled = True
                self.fields[f"no_{name}"].help_text = _("There is none.")

    def _with_copy(self, data: Any) -> Any:
        """What was sent, with the figure of the chosen content in place of its own; as it was where none was chosen."""
        text = figure_text_of(data.get("figure_from", ""), [self.shelf])
        changed = data.copy()
        changed["figure"] = text or data.get("figure", "")
        return changed

    @property
    def picture_waits(self) -> bool:
        """A picture was chosen that is not saved yet."""
        return self._waits("new_picture")

    @property
    def video_waits(self) -> bool:
        return self._waits("new_video")

    @property
    def stills(self) -> list[Frame]:
        """The pictures of the figure as it is typed, unless something else stands in its place."""
        return stills_of(self.instance.figure_to_show)

    def _waits(self, name: str) -> bool:
        return bool(self.data.get(name) or self.files.get(name))

    def clean_new_picture(self) -> Any:
        upload = self.cleaned_data["new_picture"]
        return read_picture(upload) if upload else None

    def clean_new_video(self) -> Any:
        upload = self.cleaned_data["new_video"]
        return read_video(upload) if upload else None

    def clean_new_captions(self) -> Any:
        upload = self.cleaned_data["new_captions"]
        return read_captions(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.files_after = self._files_after(cleaned)
        if self.files_after["picture"]:
            self._ask_for("picture_alt", _("Say what the picture shows, for people who cannot see it."))
        if self.files_after["video"]:
            self._ask_for("video_words", _("Say what the video shows, for people who cannot see it."))
            if not self.files_after["captions"] and not cleaned.get("video_silent"):
                self._ask_for("new_captions", _("Add captions, or tick that nothing is said in the video."))
        elif cleaned.get("new_captions"):
            self._ask_for("new_video", _("Captions belong to a video. Choose the video too."))
        return cleaned

    def _ask_for(self, name: str, words: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def _files_after(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Each file as it will be. Captions go with their video: a new one has none of the old words."""
        after = {name: cleaned.get(f"new_{name}") or self._kept(name, cleaned) for name in UPLOADS}
        is_other = bool(cleaned.get("new_video")) or not after["video"]
        return after | ({"captions": cleaned.get("new_captions") or ""} if is_other else {})

    def _kept(self, name: str, cleaned: dict[str, Any]) -> Any:
        return "" if cleaned.get(f"no_{name}") else getattr(self.instance, name)

    def _post_clean(self) -> None:
        for name, file in getattr(self, "files_after", {}).items():
            setattr(self.instance, name, file)
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, which the stubs lack
