"""People who can sign in, and their API tokens."""

import hashlib
import secrets
import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class Look(models.IntegerChoices):
    """Who shows a person the exercises: skin, hair and clothes of the drawn body (figures.css has the colours)."""

    ANY = 0, _("Surprise me")
    TEAL = 1, _("Teal shirt")
    RUST = 2, _("Rust shirt")
    PLUM = 3, _("Plum shirt")
    BLUE = 4, _("Blue shirt")
    GREEN = 5, _("Green shirt")
    VIOLET = 6, _("Violet shirt")


DRAWN_LOOKS = len(Look) - 1


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What they may do comes from their memberships; the admin also from groups."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    look = models.PositiveSmallIntegerField(_("who shows the exercises"), choices=Look, default=Look.ANY)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=models.Q(look__gte=0, look__lte=DRAWN_LOOKS), name="user_look_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def shown_look(self) -> int:
        """The look that pages have for this person: the chosen one, or else one by chance that stays the same."""
        return self.look or self.uuid.int % DRAWN_LOOKS + 1

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email


class ApiToken(models.Model):
    """A person's one API token; only its SHA-256 is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="api_token")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("API token")

    def __str__(self) -> str:
        return f"API token {self.pk}"

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @classmethod
    def issue(cls, user: User) -> str:
        """A new token, shown once; the former one stops working."""
        token = secrets.token_urlsafe(32)
        cls.objects.update_or_create(user=user, defaults={"digest": cls.digest_of(token), "created_at": timezone.now()})
        return token
