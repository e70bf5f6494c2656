"""Makes the desk's shell known to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff shell."""

    name = "plainsight.desk"
    label = "desk"
