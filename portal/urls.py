"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

import clinic.api.urls
import clinic.urls
import exercises.api.urls
import exercises.urls
from portal import views

api = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    *exercises.api.urls.urlpatterns,
    *clinic.api.urls.urlpatterns,
]

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include(api)),
    *exercises.urls.urlpatterns,
    *clinic.urls.urlpatterns,
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.broken"
