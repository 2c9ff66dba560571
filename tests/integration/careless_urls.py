"""Addresses of a site whose author forgot the door to public data."""

from django.urls import path

from msom_site import urls
from tests.integration.test_house_rules import careless

urlpatterns = [path("leak/", careless), *urls.urlpatterns]
