from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"


class PortalAdminConfig(admin_apps.AdminConfig):
    """The stock admin with our site in its place."""

    default = False  # "portal" alone means the app above
    default_site = "portal.admin.Site"
