"""Why a recording was not taken, and what to do, in the words of runners. The one place for them."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the codes of clinic.measurement.hop.Refusal.
HOP: dict[str, str | Promise] = {
    "too_short": _("The recording is too short to count hops."),
    "too_few_samples": _("Your phone told us too little. Close other apps first."),
    "gaps": _("Your phone stopped telling us in between. Keep this page open."),
    "standing": _("This looks like standing, not like hopping."),
    "walking": _("This looks like walking, not like hopping."),
    "running": _("This looks like running, not like hops on the spot."),
    "shaking": _("This looks like a phone that is shaken, not like hopping."),
    "not_hopping": _("We could not find even hops in this."),
}
# By the codes of clinic.measurement.tilt.TiltRefusal.
TILT: dict[str, str | Promise] = {
    "too_short": _("The phone was held still for too short a time."),
    "too_few_samples": _("Your phone told us too little. Close other apps first."),
    "moving": _("The phone moved. Hold it still for two seconds."),
    "sideways": _("The phone lay on its side. Point its long side up your shin."),
    "zero_sideways": _("The phone was not upright on the wall. Set it to zero again."),
    "turned_over": _("The phone was turned over. Hold it as you held it on the wall."),
}
HOP_AGAIN = _("Do this leg again, or count the hops yourself.")
TILT_AGAIN = _("Do this try again.")


def sentences(method: str, codes: Sequence[str]) -> list[str]:
    """Why, and then what to do; for "motion" or "phone". Empty when there is nothing to say."""
    words, again = (HOP, HOP_AGAIN) if method == "motion" else (TILT, TILT_AGAIN)
    return [*(str(words[code]) for code in codes), str(again)] if codes else []
