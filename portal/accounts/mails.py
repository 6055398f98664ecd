"""Mails about accounts that allauth does not send by itself."""

from urllib.parse import quote

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse


def send_sign_in_to_go_on(*, email: str, path: str) -> None:
    """Tells the holder of an account that an invitation was opened with their e-mail, with a link by the sign-in."""
    link = f"{settings.SITE_URL}{reverse('account_login')}?next={quote(path)}"
    get_adapter().send_mail("account/email/account_already_exists", email, {"sign_in_url": link})
