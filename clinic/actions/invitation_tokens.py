"""Tokens of invitations: made from the row and the secret key, so that none has to be kept."""

import base64
import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from clinic.models import Invitation

LETTERS = 16
SALT = "toe-off.invitation"
STANDARD, CROCKFORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz"
TO_CROCKFORD = str.maketrans(STANDARD, CROCKFORD)
# What people type for letters that the alphabet leaves out.
MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "-": "", " ": ""})


def token_of(invitation: Invitation) -> str:
    """16 letters and digits (80 bits) in fours, to be typed from paper if need be.

    Renewing an invitation gives it another `created_at`, hence another token. The database holds the digest only.
    """
    return _token(str(invitation.uuid), invitation.created_at)


def _token(uuid: str, created_at: datetime.datetime) -> str:
    made = salted_hmac(SALT, f"{uuid}:{created_at.isoformat()}", algorithm="sha256").digest()
    letters = base64.b32encode(made).decode().translate(TO_CROCKFORD)[:LETTERS]
    return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


def digest_of(typed: str) -> str:
    """The digest of a token as a person typed it: capitals, spaces and dashes do not matter."""
    return Invitation.digest_of(typed.lower().translate(MISREAD))


def typed_token(text: str) -> str:
    """The token in what somebody pasted: the whole link, or the code."""
    return text.strip().rstrip("/").rsplit("/", 1)[-1]


def link_of(invitation: Invitation) -> str:
    """The address that opens the invitation."""
    return settings.SITE_URL + reverse("join", args=[token_of(invitation)])
