"""Words of several lines."""

from django import forms


class WordsField(forms.CharField):
    """A text box. Browsers count a line break as one letter and send it as two: here it is one again."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str | None:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)
