"""`Authorization: Token ...` for the API."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from portal.accounts.models import ApiToken, User


class TokenAuthentication(BaseAuthentication):
    """Looks a token up by its digest; names the scheme, so that a missing token is answered 401."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"token":
            return None
        token = self._token(words)
        row = ApiToken.objects.select_related("user").filter(digest=ApiToken.digest_of(token)).first()
        if row is None or not row.user.is_active:
            raise AuthenticationFailed(_("This token is not valid."))
        return row.user, row

    def _token(self, words: list[bytes]) -> str:
        try:
            (_scheme, token) = words
            return token.decode("ascii")
        except ValueError:
            raise AuthenticationFailed(_("Send the header as: Authorization: Token <token>.")) from None

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class TokenScheme(OpenApiAuthenticationExtension):
    """Says in the schema how the token is sent."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token <token>"}
