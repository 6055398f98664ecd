"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

import clinic.api.urls
import clinic.urls
import exercises.api.urls
import exercises.urls
from portal import views
from portal.accounts.views import admin_sign_in

api = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    *exercises.api.urls.urlpatterns,
    *clinic.api.urls.urlpatterns,
]

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("portal.accounts.urls")),
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("api/v1/", include(api)),
    *exercises.urls.urlpatterns,
    *clinic.urls.urlpatterns,
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler429 = "portal.accounts.views.too_many_requests"  # read by allauth's limits
handler500 = "portal.views.broken"
