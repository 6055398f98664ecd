"""Mails about accounts: sent at once, but never at the cost of the request."""

import logging
import threading
from urllib.parse import quote

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

logger = logging.getLogger(__name__)


def send_soon(message: EmailMessage) -> None:
    """Sends at once and waits only a moment. Who gets none asks for another: a code is not worth keeping."""
    sender = threading.Thread(target=_send, args=(message,), name="mail", daemon=True)
    sender.start()
    sender.join(settings.MAIL_PATIENCE_S)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:  # every fault of the mail server, smtplib's included
        logger.warning("A mail about an account could not be sent: %s", type(error).__name__)


def send_sign_in_to_go_on(*, email: str, path: str) -> None:
    """Tells the holder of an account that an invitation was opened with their e-mail, with a link by the sign-in."""
    link = f"{settings.SITE_URL}{reverse('account_login')}?next={quote(path)}"
    get_adapter().send_mail("account/email/account_already_exists", email, {"sign_in_url": link})
