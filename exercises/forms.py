"""What a reader types into the library's search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.queries.search import Search


class SearchForm(forms.Form):
    """All optional; a value that cannot be is left out of the search and said at its field."""

    q = forms.CharField(label=_("Find an exercise"), required=False, max_length=100)
    complaint = forms.SlugField(label=_("What hurts"), required=False, max_length=80)
    cause = forms.SlugField(label=_("Cause"), required=False, max_length=80)
    body_part = forms.SlugField(label=_("Body part"), required=False, max_length=80)
    equipment = forms.SlugField(label=_("Equipment"), required=False, max_length=80)
    kind = forms.SlugField(label=_("Kind"), required=False, max_length=80)
    level = forms.SlugField(label=_("How hard"), required=False, max_length=80)

    def search(self) -> Search:
        """What is looked for, as far as it could be read."""
        self.is_valid()
        return Search(**{name: self.cleaned_data.get(name, "") for name in self.fields})
