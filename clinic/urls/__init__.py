"""Addresses of the clinic, a file for each kind of person."""

from clinic.urls import joining, runner, staff, therapist

urlpatterns = [*runner.urlpatterns, *therapist.urlpatterns, *staff.urlpatterns, *joining.urlpatterns]
