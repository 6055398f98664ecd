"""How allauth behaves here: an invitation opens every account, limits are pages, links name our own address."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.mails import send_soon
from portal.accounts.views import too_many_requests

TOO_MANY = "too_many_login_attempts"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail and password do not belong together. Check both, or ask for a code."),
        "incorrect_code": _("This is not the code that we sent. Check it and type it again."),
        "incorrect_password": _("This is not your password. Type it again."),
        "enter_current_password": _("This is not your current password. Type it again."),
        TOO_MANY: _("That was tried too often. Wait a few minutes, then ask for a new code."),
        "rate_limited": _("That was asked too often. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A limit is a page of its own with status 429, not one more error in a form."""
        if code == TOO_MANY:
            self._refuse()
        return super().validation_error(code, *args)

    def _refuse(self) -> NoReturn:
        raise ImmediateHttpResponse(too_many_requests(self.request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the host, which allauth puts before it: each allowed host name would give another five tries.
        return str(credentials.get("email", "")).lower()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written here, sent by a thread: no request waits for a mail server that does not answer."""
        whole = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        send_soon(self.render_mail(template_prefix, email, whole))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """By the configured address, never by the host that the request names."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")
